// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/liveness.h"
#include "banshi/face/verifier.h"

namespace banshi::face
{

/// Which frames of a track are compared.
struct TrackPlan
{
    int frames = 5;                                             ///< that are kept to be compared at most, 2 or more
    base::Nanoseconds spacing = std::chrono::milliseconds(120); ///< least time between those after the proof
};

/// Follows one person's face through the proof of life: measures each frame's signals, and describes a calm frame that
/// passes the gate when a movement is asked for, when it has come, and when the proof has stood for kProofStands. Each
/// must look like those before; they are what is compared in the end. The descriptors are overwritten when they are
/// released. Threads: one.
class LiveTrack
{
public:
    /// `verifier` must outlive the track; `prover` judges the signals.
    LiveTrack(Verifier& verifier, std::unique_ptr<LivenessProver> prover, const TrackPlan& plan = {});
    /// The same with makeLivenessProver(), whose limit of continuity is the matcher's.
    LiveTrack(Verifier& verifier, const LivenessPlan& asks, std::uint64_t seed, const TrackPlan& plan = {});
    LiveTrack(const LiveTrack&) = delete;
    LiveTrack& operator=(const LiveTrack&) = delete;

    /// The next frame at `now`, which the verifier has looked at. *Errors:* those of the matcher.
    [[nodiscard]] Result<Proof> step(base::MonoTime now, ImageView frame, const Look& look);
    /// The described frames that are to be compared: of one face, TrackPlan::frames at most; the last place is kept
    /// for one after the proof.
    [[nodiscard]] const std::vector<Embedding>& faces() const { return m_faces; }
    /// True once the proof has stood for kProofStands and a frame after that was described and is in faces().
    [[nodiscard]] bool mayDecide() const { return m_confirmed && !m_strange; }
    [[nodiscard]] const LivenessProver& prover() const { return *m_prover; }

private:
    void follow(base::MonoTime now);
    [[nodiscard]] bool stands(base::MonoTime now) const;
    [[nodiscard]] bool isDue(base::MonoTime now) const;
    [[nodiscard]] std::optional<Error> describe(base::MonoTime now, ImageView frame, const Landmarks& points);

    Verifier& m_verifier;
    std::unique_ptr<LivenessProver> m_prover;
    TrackPlan m_plan;
    SignalMeter m_meter;
    std::vector<Embedding> m_faces;
    std::optional<double> m_similarity; ///< of the face described last, for the prover's next step
    std::optional<Challenge> m_asked;   ///< at the last frame
    int m_tracks = 1;                   ///< LivenessProver::tracks() at the last frame
    std::optional<base::MonoTime> m_proven;
    base::MonoTime m_described{};
    base::MonoTime m_voted{};
    bool m_due = false;       ///< something was asked for or has come since the last described frame
    bool m_strange = false;   ///< the last described frame did not look like those before
    bool m_confirmed = false; ///< see mayDecide()
};

} // namespace banshi::face
