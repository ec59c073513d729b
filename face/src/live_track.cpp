// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/live_track.h"

#include "banshi/base/secret_bytes.h"

#include <utility>

namespace banshi::face
{

namespace
{

constexpr std::chrono::milliseconds kEvery(200); // between two frames that are described, unless one was strange

} // namespace

LiveTrack::LiveTrack(Verifier& verifier, std::unique_ptr<LivenessProver> prover)
    : m_verifier(verifier), m_prover(std::move(prover))
{
}

LiveTrack::LiveTrack(Verifier& verifier, const LivenessPlan& plan, std::uint64_t seed)
    : LiveTrack(verifier, makeLivenessProver(plan, seed, {.continuity = verifier.strangeBelow()}))
{
}

LiveTrack::~LiveTrack()
{
    base::wipe(m_sum.data(), m_sum.size() * sizeof(float));
}

bool LiveTrack::isSame(const Embedding& face) const
{
    return m_sum.empty() || face.similarity(Embedding(m_sum)) >= m_verifier.strangeBelow();
}

Result<Proof> LiveTrack::step(base::MonoTime now, ImageView frame, const Look& look)
{
    std::optional<Signals> signals;
    if (look.points && look.box)
        signals = m_meter.measure(frame, *look.points, *look.box);
    if (signals)
        signals->fits = !look.advice;
    std::optional<double> similarity;
    if (signals && m_prover->isCalm() && (m_sum.empty() || m_strange || now - m_described >= kEvery))
    {
        m_described = now;
        if (const auto opinion = m_verifier.opinion(now, frame, *look.points); opinion && signals->fits)
            signals->doubted = opinion->doubts;
        const auto face = m_verifier.readLive(frame, *look.points);
        if (!face)
            return tl::unexpected(face.error());
        if (!m_sum.empty())
            similarity = face->similarity(Embedding(m_sum));
        m_strange = similarity && *similarity < m_verifier.strangeBelow();
        m_sum.resize(face->values().size());
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            m_sum[i] += m_strange ? 0 : face->values()[i];
    }
    const Proof proof = m_prover->step(now, signals, similarity);
    if (std::exchange(m_tracks, m_prover->tracks()) != m_prover->tracks())
    {
        base::wipe(m_sum.data(), m_sum.size() * sizeof(float));
        m_sum.clear();
        m_strange = false;
        m_meter.reset();
    }
    return proof;
}

} // namespace banshi::face
