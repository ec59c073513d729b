// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/detector.h"
#include "banshi/face/landmarker.h"
#include "banshi/face/matcher.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace banshi::face::eval
{

/// What the stages of reading one picture took, in milliseconds.
struct StageTimes
{
    std::vector<double> find;
    std::vector<double> points;
    std::vector<double> describe; ///< alignment and network
};

/// A picture from a file for measuring: JPEG, PNG, WebP, or PGM and PPM as data sets have them; nothing when it cannot
/// be read.
[[nodiscard]] std::optional<Image> readPicture(const std::filesystem::path& file);

/// Reads faces of single pictures as the Verifier does, without its gate. Threads: one.
class StillReader
{
public:
    /// `matcher` must outlive the reader. Points are found by `landmarker`.
    explicit StillReader(Matcher& matcher, std::unique_ptr<Landmarker> landmarker = makeLandmarker())
        : m_matcher(matcher), m_landmarker(std::move(landmarker))
    {
    }

    /// The face of `picture`; nothing when none is found.
    [[nodiscard]] std::optional<Embedding> read(const Image& picture);
    /// `picture` as a card's chip would hold it: 27 pixels between the eyes, 102×126, JPEG of quality 50 (face width
    /// 207/358 as GA 461-2004 asks). Nothing when no face is found.
    [[nodiscard]] std::optional<Image> toChip(const Image& picture);
    [[nodiscard]] const StageTimes& times() const { return m_times; }

private:
    [[nodiscard]] std::optional<Landmarks> find(const Image& large);

    Matcher& m_matcher;
    std::unique_ptr<Detector> m_detector = makeDetector();
    std::unique_ptr<Landmarker> m_landmarker;
    StageTimes m_times;
};

} // namespace banshi::face::eval
