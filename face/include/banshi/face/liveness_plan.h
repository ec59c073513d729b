// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <string_view>

namespace banshi::face
{

/// What somebody may be asked to do; left and right are the person's own, as in a mirror.
enum class Challenge
{
    Blink,
    OpenMouth,
    TurnLeft,
    TurnRight,
    Nod, ///< the chin down and up again
};

/// The dotted code of a challenge: `face.blink`, `face.openMouth`, `face.turnLeft`, `face.turnRight`, `face.nod`.
[[nodiscard]] std::string_view dotted(Challenge challenge);

/// How long a proof must stand before the last frame of a comparison is described. The trials of attacks
/// (face/trials) count by the same rule.
inline constexpr std::chrono::milliseconds kProofStands(500);

/// Limits of the proof. Where the numbers come from stands in face/README.md, "Proof of life".
struct LivenessPlan
{
    bool canBlink = true; ///< false for people who cannot: the mouth is asked for instead
    bool canTurn = true;  ///< false for people who cannot: a nod is asked for instead
    bool canNod = true;   ///< false for people who cannot; who can neither turn nor nod is for another door
    base::Nanoseconds each = std::chrono::seconds(4);              ///< to answer one challenge
    base::Nanoseconds leastDelay = std::chrono::milliseconds(500); ///< before a challenge, at random between these two
    base::Nanoseconds mostDelay = std::chrono::milliseconds(1600);
    base::Nanoseconds reaction = std::chrono::milliseconds(150);   ///< nobody answers sooner
    base::Nanoseconds longestGap = std::chrono::milliseconds(330); ///< without a face before the track is lost
    base::Nanoseconds longestSilence = std::chrono::seconds(1);    ///< without any frame, likewise
    int beginnings = 2; ///< times that it may start anew after a missed or unasked movement
};

} // namespace banshi::face
