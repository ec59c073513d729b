// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/liveness.h"
#include "banshi/face/verifier.h"

namespace banshi::face
{

/// Follows one person's face through the proof of life: measures each frame's signals, describes a calm frame now and
/// then to see that it is still the same face. The descriptors are overwritten in the end. Threads: one.
class LiveTrack
{
public:
    /// `verifier` must outlive the track; `prover` judges the signals.
    LiveTrack(Verifier& verifier, std::unique_ptr<LivenessProver> prover);
    /// The same with makeLivenessProver(), whose limit of continuity is the matcher's.
    LiveTrack(Verifier& verifier, const LivenessPlan& plan, std::uint64_t seed);
    ~LiveTrack();
    LiveTrack(const LiveTrack&) = delete;
    LiveTrack& operator=(const LiveTrack&) = delete;

    /// The next frame at `now`, which the verifier has looked at. *Errors:* those of the matcher.
    [[nodiscard]] Result<Proof> step(base::MonoTime now, ImageView frame, const Look& look);
    /// False when `face` is not the one that was followed so far.
    [[nodiscard]] bool isSame(const Embedding& face) const;
    [[nodiscard]] const LivenessProver& prover() const { return *m_prover; }

private:
    Verifier& m_verifier;
    std::unique_ptr<LivenessProver> m_prover;
    SignalMeter m_meter;
    std::vector<float> m_sum; ///< of the descriptors so far
    int m_tracks = 1;         ///< LivenessProver::tracks() at the last frame
    base::MonoTime m_described{};
    bool m_strange = false; ///< the last described frame did not look like those before
};

} // namespace banshi::face
