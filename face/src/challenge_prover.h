// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/liveness.h"

#include <vector>

namespace banshi::face
{

/// See makeLivenessProver().
class ChallengeProver : public LivenessProver
{
public:
    /// `seed` chooses challenges and delays; from a random source in the field.
    ChallengeProver(const LivenessPlan& plan, std::uint64_t seed, const SignalLimits& limits);

    Proof step(base::MonoTime now, const std::optional<Signals>& signals, std::optional<double> similarity) override;
    [[nodiscard]] Proof state() const override { return m_state; }
    [[nodiscard]] std::optional<Challenge> asked() const override;
    [[nodiscard]] std::optional<Code> cause() const override { return m_cause; }
    [[nodiscard]] int tracks() const override { return m_tracks; }
    [[nodiscard]] bool isCalm() const override { return m_usual.isCalm(); }

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
    int m_doubted = 0; ///< frames that votes doubted, less those that they did not
};

} // namespace banshi::face
