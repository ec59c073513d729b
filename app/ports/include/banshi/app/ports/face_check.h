// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"

#include <functional>
#include <map>
#include <string>

namespace banshi::app::ports
{

/// The three answers of a comparison; none is ever folded into another.
enum class FaceAnswer
{
    Match,
    NoMatch,
    Unavailable,
};

/// What a service asks of a comparison.
struct FaceDemand
{
    double far = 1e-3;    ///< share of strangers that may be taken for the person at most
    bool liveness = true; ///< the person must prove to be alive by movements that are asked for at random
};

/// The answer with the numbers that platform and log keep (never a picture).
struct FaceVerdict
{
    FaceAnswer answer = FaceAnswer::Unavailable;
    double score = 0;
    double threshold = 0;
    std::string cause; ///< dotted code when the answer is not Match
    std::string model;
    bool demonstration = false;
    bool live = false;                          ///< a proof of life was asked for and given
    int frames = 0;                             ///< live frames that were compared
    std::map<std::string, double> quality = {}; ///< what the last frame measured, by name; empty when there was none
};

/// Compares who stands before the camera with the chip's portrait.
/// Threads: the GUI thread; call-backs come there.
class FaceCheck
{
public:
    struct Callbacks
    {
        std::function<void(const FrameView&)> frame;     ///< for the page, which shows it as a mirror does; an empty
                                                         ///< one wipes the last
        std::function<void(const std::string&)> advice;  ///< dotted code: closer, farther, light …, or a
                                                         ///< movement that is asked for (`face.turnLeft` …);
                                                         ///< empty: all is well
        std::function<void(const FaceVerdict&)> verdict; ///< once, unless stopped
    };

    virtual ~FaceCheck() = default;
    /// Why no comparison is possible right now (dotted code), empty when it is.
    [[nodiscard]] virtual std::string obstacle() const = 0;
    /// True when the matcher may serve demonstrations only.
    [[nodiscard]] virtual bool isDemonstration() const = 0;
    virtual void start(const ChipPhoto& chip, const FaceDemand& demand, Callbacks callbacks) = 0;
    /// Ends the comparison and clears frames and descriptors.
    virtual void stop() = 0;
};

} // namespace banshi::app::ports
