// SPDX-License-Identifier: GPL-3.0-or-later
#include "actor.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace banshi::face::rendered
{

namespace
{

constexpr double kTau = 2 * std::numbers::pi;
// Seconds from rest to the end of a movement.
constexpr double kLid = 0.09;
constexpr double kJaw = 0.25;
constexpr double kNeck = 0.45;
constexpr double kNod = 0.75; // how far people nod, of how far they turn: 15 to 20 degrees

/// 0 to 1 within `rise` seconds, `hold`, and back; 0 outside.
double swell(double time, double rise, double hold)
{
    const double up = std::clamp(time / rise, 0.0, 1.0);
    const double down = std::clamp((2 * rise + hold - time) / rise, 0.0, 1.0);
    const double share = std::min(up, down);
    return share * share * (3 - 2 * share);
}

Manner mannerOf(Random& random)
{
    Manner manner;
    manner.angle = random.uniform(20, 27);
    manner.hold = random.uniform(0.25, 0.6);
    manner.blink = random.uniform(0.75, 1);
    manner.shut = random.uniform(0.1, 0.3);
    manner.mouth = random.uniform(0.6, 1);
    return manner;
}

} // namespace

void perform(Pose& pose, Movement movement, double time, const Manner& manner)
{
    if (time < 0)
        return;
    switch (movement)
    {
    case Movement::None:
        break;
    case Movement::Blink:
        pose.blink = std::max(pose.blink, manner.blink * swell(time, kLid, manner.shut));
        break;
    case Movement::OpenMouth:
        pose.mouth = manner.mouth * swell(time, kJaw, manner.hold);
        break;
    case Movement::TurnLeft:
        pose.yaw += manner.angle * swell(time, kNeck, manner.hold);
        break;
    case Movement::TurnRight:
        pose.yaw -= manner.angle * swell(time, kNeck, manner.hold);
        break;
    case Movement::Nod:
        pose.pitch += kNod * manner.angle * swell(time, kNeck, manner.hold / 2);
        break;
    }
}

double lengthOf(Movement movement, const Manner& manner)
{
    switch (movement)
    {
    case Movement::None:
        break;
    case Movement::Blink:
        return 2 * kLid + manner.shut;
    case Movement::OpenMouth:
        return 2 * kJaw + manner.hold;
    case Movement::TurnLeft:
    case Movement::TurnRight:
        return 2 * kNeck + manner.hold;
    case Movement::Nod:
        return 2 * kNeck + manner.hold / 2;
    }
    return 0;
}

Actor::Actor(std::uint64_t seed)
    : m_random(seed ^ 0xAC708ULL), m_manner(mannerOf(m_random)), m_reaction(m_random.uniform(0.35, 0.9)),
      m_phase(m_random.uniform(0, 1)), m_between(m_random.chance(0.3) ? 20 : m_random.uniform(2, 7)),
      m_nextBlink(m_between * m_random.uniform(0.3, 1)), m_glasses(m_random.chance(0.3))
{
}

Pose Actor::at(double seconds, Movement asked)
{
    if (asked != m_heard)
    {
        m_heard = asked;
        if (asked != Movement::None)
        {
            m_playing = asked;
            m_begin = seconds + m_reaction * m_random.uniform(0.8, 1.2);
        }
    }
    Pose pose;
    const double sway = kTau * (seconds / 3.1 + m_phase);
    pose.yaw = 1.4 * std::sin(sway);
    pose.pitch = 1.2 * std::sin(0.8 * sway + 1);
    pose.roll = 1.0 * std::sin(0.6 * sway + 2);
    pose.x = 6 * std::sin(0.7 * sway + 3);
    pose.y = -12 + 2 * std::sin(0.9 * sway + 4);
    pose.distance = 600 + 6 * std::sin(0.5 * sway + 5);
    if (seconds > m_nextBlink + 0.3)
        m_nextBlink = seconds + m_between * m_random.uniform(0.7, 1.3);
    pose.blink = m_manner.blink * swell(seconds - m_nextBlink, kLid, 0.06);
    pose.glasses = m_glasses;
    perform(pose, m_playing, seconds - m_begin, m_manner);
    return pose;
}

} // namespace banshi::face::rendered
