// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/signals.h"

#include <vector>

namespace banshi::face
{

/// Limits of single signals. Where the numbers come from stands in face/README.md, "Proof of life".
struct SignalLimits
{
    double turned = 0.14;     ///< change of Signals::turn that counts as a turn
    double straight = 0.08;   ///< up to which a face looks straight
    double nodded = 0.10;     ///< rise of Signals::nod that counts as a nod
    double level = 0.05;      ///< up to which a face looks level
    double depth = 0.10;      ///< least Signals::depth of a turned or lowered head
    double narrow = 0.94;     ///< share of the usual Signals::aspect below which something has been turned
    double low = 1.06;        ///< share of it above which something has been tilted
    double shut = 0.72;       ///< share of the usual Signals::eyes below which they are shut
    double open = 0.82;       ///< from which they are open again
    double mouth = 0.10;      ///< rise of Signals::mouth that counts as open
    double grid = 12;         ///< Signals::grid that no skin shows
    double bands = 0.025;     ///< Signals::bands that no steady light shows
    double continuity = 0.35; ///< least similarity of a frame to the frames before, of the matcher
    double jump = 0.5;        ///< most way of the face between two frames, in its widths
};

/// How one person's face looks while nothing is asked, and what differs from that. Threads: one.
class UsualFace
{
public:
    explicit UsualFace(const SignalLimits& limits) : m_limits(limits) {}

    /// Looks at the next frame; calm ones are remembered.
    void learn(const Signals& signals);
    /// The track is broken: the next frame is not calm before it was looked at.
    void disturb() { m_calm = m_wasCalm = false; }
    /// True once enough calm frames were seen.
    [[nodiscard]] bool isKnown() const;
    /// The last frame looked straight with open eyes and a shut mouth.
    [[nodiscard]] bool isCalm() const { return m_calm; }
    /// So did the one before it.
    [[nodiscard]] bool staysCalm() const { return m_calm && m_wasCalm; }
    /// By how much more than usual the face is turned, positive to the right of the picture.
    [[nodiscard]] double turn(const Signals& signals) const { return signals.turn - m_straight; }
    /// By how much more than usual the chin is down.
    [[nodiscard]] double nod(const Signals& signals) const { return signals.nod - m_level; }
    [[nodiscard]] bool isNodding(const Signals& signals) const { return nod(signals) > m_limits.nodded; }
    [[nodiscard]] bool isTurned(const Signals& signals) const;
    [[nodiscard]] bool isShut(const Signals& signals) const;
    [[nodiscard]] bool isOpen(const Signals& signals) const; ///< the mouth
    /// As narrow as a turned head, but looking straight: a picture that is turned.
    [[nodiscard]] bool isFlat(const Signals& signals) const;
    /// As low as a nodding head, but looking level: a picture that is tilted.
    [[nodiscard]] bool isTiltedFlat(const Signals& signals) const;

private:
    SignalLimits m_limits;
    std::vector<double> m_eyes; ///< of calm frames
    std::vector<double> m_mouths;
    std::vector<double> m_aspects;
    double m_straight = 0; ///< usual turn
    double m_level = 0;    ///< usual nod
    bool m_calm = false;
    bool m_wasCalm = false;
};

} // namespace banshi::face
