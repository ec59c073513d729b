// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace banshi::face::eval
{

/// A share with what its number of trials allows to say, both 0 to 1.
struct Interval
{
    double low = 0;
    double high = 1;
};

/// 95 % interval of a share of `hits` in `trials` (Wilson, JASA 1927); 0 to 1 without trials.
[[nodiscard]] Interval wilson(std::size_t hits, std::size_t trials);

/// Similarities of comparisons of which the truth is known. Threads: plain value.
struct Scores
{
    std::vector<double> genuine;  ///< of the same person
    std::vector<double> impostor; ///< of two people
};

/// What a threshold does that lets a given share of strangers in.
struct Operating
{
    double far = 0;           ///< wanted false accept rate
    double threshold = 0;     ///< least similarity of a match
    double tar = 0;           ///< true accept rate there
    Interval tarInterval;     ///< of that rate
    std::size_t accepted = 0; ///< strangers that were let in
    bool carried = false;     ///< enough strangers were compared to claim `far`
};

/// Comparisons of strangers that a claim of `far` needs: with fewer than three times its inverse, even no accident at
/// all leaves a larger rate possible (rule of three, Hanley and Lippman-Hand, JAMA 1983).
[[nodiscard]] std::size_t comparisonsFor(double far);
/// The smallest threshold with at most `far` of the impostors at or above it. Both lists must hold something.
[[nodiscard]] Operating operatingAt(const Scores& scores, double far);
/// Rate at which as many are refused wrongly as are accepted wrongly; nothing when a list is empty.
[[nodiscard]] std::optional<double> equalErrorRate(const Scores& scores);
/// Share of `genuine` below `threshold`; 0 when it is empty.
[[nodiscard]] double falseNonMatches(const std::vector<double>& genuine, double threshold);

/// Mean and spread of the accuracy over folds.
struct Accuracy
{
    double mean = 0;
    double deviation = 0;
};

/// One comparison of a list, in the list's order.
struct Comparison
{
    double score = 0;
    bool same = false;
};

/// Accuracy in `folds` parts of the list, each with the threshold that is best on all other parts (LFW's view 2, Huang
/// et al. 2007); nothing when there are fewer comparisons than folds.
[[nodiscard]] std::optional<Accuracy> foldAccuracy(const std::vector<Comparison>& list, std::size_t folds);

} // namespace banshi::face::eval
