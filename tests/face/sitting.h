// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/liveness.h"

namespace banshi::testing
{

inline face::Signals calmFace()
{
    face::Signals signals;
    signals.eyes = 0.27;
    signals.mouth = 0.05;
    signals.grid = 4;
    signals.bands = 0.002;
    signals.aspect = 1.03;
    signals.box = {200, 150, 200, 200};
    return signals;
}

/// The same face while it does what `challenge` asks.
inline face::Signals moving(face::Challenge challenge)
{
    face::Signals signals = calmFace();
    switch (challenge)
    {
    case face::Challenge::Blink:
        signals.eyes = 0.13;
        break;
    case face::Challenge::OpenMouth:
        signals.mouth = 0.28;
        break;
    case face::Challenge::TurnLeft:
    case face::Challenge::TurnRight:
        signals.turn = challenge == face::Challenge::TurnLeft ? 0.25 : -0.25;
        signals.depth = 0.25;
        signals.aspect = 0.9;
        break;
    case face::Challenge::Nod:
        signals.nod = 0.16;
        signals.depth = 0.16;
        break;
    }
    return signals;
}

/// A prover and the time of its camera, 15 frames a second.
class Sitting
{
public:
    explicit Sitting(std::uint64_t seed = 1, const face::LivenessPlan& plan = {})
        : m_prover(face::makeLivenessProver(plan, seed)), prover(*m_prover)
    {
    }

    face::Proof show(std::optional<face::Signals> signals, std::optional<double> similarity = std::nullopt)
    {
        now += std::chrono::milliseconds(66);
        if (signals)
            signals->doubted = doubted;
        return prover.step(now, signals, similarity);
    }
    /// A calm face until something is asked; nothing when that does not come within 4 s.
    std::optional<face::Challenge> waitForChallenge()
    {
        for (int frame = 0; frame < 60 && !prover.asked() && prover.state() == face::Proof::Watching; ++frame)
            show(calmFace());
        return prover.asked();
    }
    /// Does what is asked after a moment, for `frames` frames, and looks straight again.
    void obey(face::Challenge challenge, int frames = 4)
    {
        for (int frame = 0; frame < 5; ++frame)
            show(calmFace());
        for (int frame = 0; frame < frames; ++frame)
            show(moving(challenge));
        show(calmFace());
    }

private:
    std::unique_ptr<face::LivenessProver> m_prover;

public:
    face::LivenessProver& prover;
    base::MonoTime now{std::chrono::seconds(1)};
    std::optional<bool> doubted = {}; ///< what votes say of every frame
};

} // namespace banshi::testing
