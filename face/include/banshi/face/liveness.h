// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/liveness_plan.h"
#include "banshi/face/usual_face.h"

#include <cstdint>
#include <optional>
#include <vector>

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

/// Asks the person before the camera for two movements at random moments, and watches that one living, solid face
/// answers (presentation attack detection in the terms of ISO/IEC 30107-3): a turn of the head, whose nose must stand
/// out as no flat picture's does, and a blink or an open mouth; in random order, after random delays. A movement that
/// nobody asked for begins anew, and so does one that does not come: then the other one is asked for, and the other
/// side. Meanwhile the face may not vanish, jump or become another one, and no screen's grid or bands may show. A
/// deterrent against pictures and recordings; masks and injected video are beyond it. Threads: one.
class LivenessProver
{
public:
    /// `seed` chooses challenges and delays; from a random source in the field.
    LivenessProver(const LivenessPlan& plan, std::uint64_t seed, const SignalLimits& limits = {});

    /// The next frame at `now`: its signals (nothing: no face), and how similar its face is to those before, when that
    /// was measured.
    Proof step(base::MonoTime now, const std::optional<Signals>& signals, std::optional<double> similarity);
    [[nodiscard]] Proof state() const { return m_state; }
    /// What the person should do now.
    [[nodiscard]] std::optional<Challenge> asked() const;
    /// Why the proof failed: LivenessFlat, LivenessScreen, LivenessSwapped, LivenessLost or LivenessMissed.
    [[nodiscard]] std::optional<Code> cause() const { return m_cause; }
    /// How many faces were followed so far: people come and go until somebody is asked for something. What was seen of
    /// one is worth nothing for the next.
    [[nodiscard]] int tracks() const { return m_tracks; }
    /// True while the face looks straight with open eyes and a shut mouth.
    [[nodiscard]] bool isCalm() const { return m_usual.isCalm(); }
    /// The same, and the last described face was no stranger: only such frames should be compared.
    [[nodiscard]] bool mayCompare() const { return isCalm() && m_strange == 0; }

private:
    enum class Answer
    {
        None,
        Going,
        Done,
        Wrong,
    };

    void begin(base::MonoTime now);
    Proof fail(Code cause);
    Proof startOver(base::MonoTime now, Code cause);
    Proof breakTrack(base::MonoTime now, Code cause);
    [[nodiscard]] bool screenShows(const Signals& signals);
    [[nodiscard]] bool trackHolds(base::MonoTime now, const Signals& signals, std::optional<double> similarity);
    [[nodiscard]] base::Nanoseconds delay();
    Proof watch(base::MonoTime now, const Signals& signals);
    Proof ask(base::MonoTime now, const Signals& signals);
    Answer answer(Challenge challenge, const Signals& signals);
    [[nodiscard]] std::uint64_t random();

    LivenessPlan m_plan;
    SignalLimits m_limits;
    std::uint64_t m_random;
    Proof m_state = Proof::Watching;
    std::optional<Code> m_cause;
    std::vector<Challenge> m_challenges; ///< still to be answered, the next one last
    int m_beginnings = 0;
    bool m_started = false;
    bool m_open = true; ///< nothing was asked on this track yet
    int m_tracks = 1;
    base::MonoTime m_next{}; ///< when the challenge is asked, or when its time is over
    base::MonoTime m_asked{};
    base::MonoTime m_seen{}; ///< last frame with a face
    std::optional<Box> m_box;
    UsualFace m_usual;
    double m_most = 0;    ///< largest depth of the running answer
    bool m_moved = false; ///< the movement has happened; what is missing is the way back
    int m_frames = 0;     ///< frames of the movement
    int m_unasked = 0;
    int m_flat = 0;                    ///< frames of a turned picture since the challenge
    std::optional<Challenge> m_missed; ///< did not come: another one is asked for
    int m_grids = 0;
    int m_bands = 0;
    int m_strange = 0;
};

} // namespace banshi::face
