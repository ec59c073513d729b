// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/head_renderer.h"
#include "banshi/face/rendered/presentation.h"
#include "random.h"

namespace banshi::face::rendered
{

/// How somebody makes the movements that are asked for.
struct Manner
{
    double angle = 24;  ///< degrees of a turn
    double hold = 0.4;  ///< seconds that a turn or an open mouth is held
    double blink = 1;   ///< how far the eyes shut, 1 wholly
    double shut = 0.2;  ///< seconds that they stay so
    double mouth = 0.9; ///< how far the mouth opens
};

/// Adds to `pose` what `movement` does `time` seconds after its beginning.
void perform(Pose& pose, Movement movement, double time, const Manner& manner);
/// Seconds from the beginning of `movement` to its end.
[[nodiscard]] double lengthOf(Movement movement, const Manner& manner);

/// How a person moves who is asked for movements: sways a little, blinks now and then, answers after a while. Times in
/// seconds, never going back. Threads: one.
class Actor
{
public:
    explicit Actor(std::uint64_t seed);

    /// The pose at `seconds` while `asked` stands on the screen.
    [[nodiscard]] Pose at(double seconds, Movement asked);

private:
    Random m_random;
    Manner m_manner;
    double m_reaction;  ///< seconds
    double m_phase;     ///< of the sway
    double m_between;   ///< seconds between two blinks; 20 for who blinks little
    double m_nextBlink; ///< seconds
    bool m_glasses;
    Movement m_heard = Movement::None;
    Movement m_playing = Movement::None;
    double m_begin = 0; ///< of the playing movement
};

} // namespace banshi::face::rendered
