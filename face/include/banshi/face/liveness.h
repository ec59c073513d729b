// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/liveness_plan.h"
#include "banshi/face/usual_face.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace banshi::face
{

/// How far a proof has come.
enum class Proof
{
    Watching, ///< nothing is asked yet
    Asking,   ///< a challenge stands
    Proven,   ///< both challenges were answered on one unbroken track, which goes on
    Failed,   ///< for good; LivenessProver::cause() says why
};

/// Judges from the signals of a camera's frames whether one living, solid face stands there (presentation attack
/// detection in the terms of ISO/IEC 30107-3). Threads: one.
class LivenessProver
{
public:
    virtual ~LivenessProver() = default;

    /// The next frame at `now`: its signals (nothing: no face), and how similar its face is to those before, when that
    /// was measured.
    virtual Proof step(base::MonoTime now, const std::optional<Signals>& signals, std::optional<double> similarity) = 0;
    [[nodiscard]] virtual Proof state() const = 0;
    /// What the person should do now.
    [[nodiscard]] virtual std::optional<Challenge> asked() const = 0;
    /// Why the proof failed: LivenessFlat, LivenessScreen, LivenessSwapped, LivenessLost, LivenessMissed or
    /// LivenessDoubted.
    [[nodiscard]] virtual std::optional<Code> cause() const = 0;
    /// How many faces were followed so far: people come and go until somebody is asked for something. What was seen of
    /// one is worth nothing for the next.
    [[nodiscard]] virtual int tracks() const = 0;
    /// True while the face looks straight with open eyes and a shut mouth.
    [[nodiscard]] virtual bool isCalm() const = 0;
};

/// Asks the person before the camera for two movements at random moments, and watches that one living, solid face
/// answers: a turn of the head or a nod, where the nose must stand out as no flat picture's does, and a blink or an
/// open mouth; in random order, after random delays. A movement that nobody asked for begins anew, and so does one that
/// does not come: then the other one is asked for, and a nod for a turn. Meanwhile the face may not vanish, jump or
/// become another one, and no screen's grid or bands may show. Where votes
/// doubted more frames than not (Signals::doubted), it begins anew as after a movement that did not come. A deterrent
/// against pictures and recordings; masks and injected video are beyond it. `seed` chooses challenges and delays; from
/// a random source in the field.
[[nodiscard]] std::unique_ptr<LivenessProver> makeLivenessProver(const LivenessPlan& plan, std::uint64_t seed,
                                                                 const SignalLimits& limits = {});

} // namespace banshi::face
