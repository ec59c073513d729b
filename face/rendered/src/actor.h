// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/head_renderer.h"
#include "banshi/face/rendered/presentation.h"
#include "random.h"

namespace banshi::face::rendered
{

/// How a person moves who is asked for movements: sways a little, blinks now and then, answers after a while. Times in
/// seconds, never going back. Threads: one.
class Actor
{
public:
    explicit Actor(std::uint64_t seed);

    /// The pose at `seconds` while `asked` stands on the screen.
    [[nodiscard]] Pose at(double seconds, Movement asked);

private:
    void play(Pose& pose, double seconds);

    Random m_random;
    double m_reaction;  ///< seconds
    double m_angle;     ///< degrees of a turn
    double m_hold;      ///< seconds that a movement is held
    double m_phase;     ///< of the sway
    double m_blink;     ///< how far the eyes shut, 1 wholly
    double m_shut;      ///< seconds that they stay so when that is asked
    double m_mouth;     ///< how far the mouth opens
    double m_between;   ///< seconds between two blinks; 20 for who blinks little
    double m_nextBlink; ///< seconds
    bool m_glasses;
    Movement m_heard = Movement::None;
    Movement m_playing = Movement::None;
    double m_begin = 0; ///< of the playing movement
};

} // namespace banshi::face::rendered
