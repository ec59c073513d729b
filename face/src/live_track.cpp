// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/live_track.h"

#include <utility>

namespace banshi::face
{

namespace
{

constexpr std::chrono::milliseconds kVoteEvery(200); // between two frames of which the votes are asked

} // namespace

LiveTrack::LiveTrack(Verifier& verifier, std::unique_ptr<LivenessProver> prover, const TrackPlan& plan)
    : m_verifier(verifier), m_prover(std::move(prover)), m_plan(plan)
{
}

LiveTrack::LiveTrack(Verifier& verifier, const LivenessPlan& asks, std::uint64_t seed, const TrackPlan& plan)
    : LiveTrack(verifier, makeLivenessProver(asks, seed, {.continuity = verifier.strangeBelow()}), plan)
{
}

bool LiveTrack::stands(base::MonoTime now) const
{
    return m_proven && now - *m_proven >= kProofStands;
}

/// What the prover's step has changed.
void LiveTrack::follow(base::MonoTime now)
{
    if (std::exchange(m_asked, m_prover->asked()) != m_prover->asked())
        m_due = true;
    if (m_prover->state() == Proof::Proven && !m_proven)
        m_proven = now;
    if (std::exchange(m_tracks, m_prover->tracks()) == m_prover->tracks())
        return;
    m_faces.clear();
    m_due = m_strange = m_confirmed = false;
    m_meter.reset();
}

/// Nobody is described before something was asked for, because people come and go until then.
bool LiveTrack::isDue(base::MonoTime now) const
{
    if (m_due || m_strange)
        return true;
    return stands(now) && static_cast<int>(m_faces.size()) < m_plan.frames &&
           (!m_confirmed || now - m_described >= m_plan.spacing);
}

std::optional<Error> LiveTrack::describe(base::MonoTime now, ImageView frame, const Landmarks& points)
{
    auto face = m_verifier.readLive(frame, points);
    if (!face)
        return face.error();
    if (!m_faces.empty())
        m_similarity = face->similarity(Embedding::fused(m_faces));
    m_strange = m_similarity && *m_similarity < m_verifier.strangeBelow();
    m_described = now;
    m_due = false;
    if (m_strange)
        return std::nullopt;
    const int room = m_plan.frames - (stands(now) ? 0 : 1);
    if (static_cast<int>(m_faces.size()) < room)
        m_faces.push_back(std::move(*face));
    m_confirmed = stands(now);
    return std::nullopt;
}

Result<Proof> LiveTrack::step(base::MonoTime now, ImageView frame, const Look& look)
{
    std::optional<Signals> signals;
    if (look.points && look.box)
        signals = m_meter.measure(frame, *look.points, *look.box);
    const bool fits = signals && !look.advice;
    if (signals)
        signals->fits = fits;
    if (fits && m_prover->isCalm() && now - m_voted >= kVoteEvery)
    {
        m_voted = now;
        if (const auto opinion = m_verifier.opinion(now, frame, *look.points))
            signals->doubted = opinion->doubts;
    }
    const auto similarity = signals ? std::exchange(m_similarity, std::nullopt) : std::nullopt;
    const Proof proof = m_prover->step(now, signals, similarity);
    follow(now);
    if (proof != Proof::Failed && fits && m_prover->isCalm() && isDue(now))
        if (const auto failed = describe(now, frame, *look.points))
            return tl::unexpected(*failed);
    return proof;
}

} // namespace banshi::face
