// SPDX-License-Identifier: GPL-3.0-or-later
#include "challenge_prover.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace banshi::face
{

namespace
{

constexpr int kSure = 2;    // frames in a row that a movement must be seen in
constexpr int kScreen = 4;  // frames more with a screen's marks than without
constexpr int kStrange = 2; // compared frames in a row that look like somebody else
constexpr int kFlat = 3;    // frames of a turned picture after one challenge

/// True for the movements that show that the face is solid.
bool isOfTheHead(Challenge challenge)
{
    return challenge == Challenge::TurnLeft || challenge == Challenge::TurnRight || challenge == Challenge::Nod;
}

} // namespace

ChallengeProver::ChallengeProver(const LivenessPlan& plan, std::uint64_t seed, const SignalLimits& limits)
    : m_plan(plan), m_limits(limits), m_random(seed), m_usual(limits)
{
}

std::uint64_t ChallengeProver::random()
{
    // SplitMix64 (Steele, Lea, Flood 2014)
    m_random += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = m_random;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

std::optional<Challenge> ChallengeProver::asked() const
{
    return m_state == Proof::Asking ? std::optional(m_challenges.back()) : std::nullopt;
}

base::Nanoseconds ChallengeProver::delay()
{
    const auto spread = static_cast<std::uint64_t>((m_plan.mostDelay - m_plan.leastDelay).count()) + 1;
    return m_plan.leastDelay + base::Nanoseconds(static_cast<std::int64_t>(random() % spread));
}

void ChallengeProver::begin(base::MonoTime now)
{
    const bool left = random() % 2 == 0;
    bool nods = !m_plan.canTurn;
    if (m_missed && isOfTheHead(*m_missed) && m_plan.canTurn && m_plan.canNod)
        nods = m_missed != Challenge::Nod;
    bool blinks = random() % 2 == 0;
    if (m_missed && !isOfTheHead(*m_missed))
        blinks = m_missed == Challenge::OpenMouth;
    m_challenges = {nods   ? Challenge::Nod
                    : left ? Challenge::TurnLeft
                           : Challenge::TurnRight,
                    blinks && m_plan.canBlink ? Challenge::Blink : Challenge::OpenMouth};
    if (random() % 2 == 0)
        std::swap(m_challenges.front(), m_challenges.back());
    m_state = Proof::Watching;
    m_unasked = 0;
    m_doubted = 0;
    m_next = now + delay();
}

Proof ChallengeProver::fail(Code cause)
{
    m_cause = cause;
    m_challenges.clear();
    m_usual.disturb();
    return m_state = Proof::Failed;
}

Proof ChallengeProver::startOver(base::MonoTime now, Code cause)
{
    if (++m_beginnings >= m_plan.beginnings)
        return fail(cause);
    begin(now);
    return m_state;
}

Proof ChallengeProver::breakTrack(base::MonoTime now, Code cause)
{
    if (!m_open)
        return fail(cause);
    ++m_tracks;
    m_box.reset();
    m_usual = UsualFace(m_limits);
    m_grids = m_bands = m_strange = 0;
    begin(now);
    return m_state;
}

bool ChallengeProver::screenShows(const Signals& signals)
{
    const auto count = [](int& frames, bool shows) { frames = std::max(0, frames + (shows ? 1 : -1)); };
    // Between two frames of a moving face the rows differ, and beside a turned one edges show: only calm ones count.
    if (m_usual.isCalm())
        count(m_grids, signals.grid > m_limits.grid);
    if (m_usual.staysCalm())
        count(m_bands, signals.bands > m_limits.bands);
    return m_grids >= kScreen || m_bands >= kScreen;
}

bool ChallengeProver::trackHolds(base::MonoTime now, const Signals& signals, std::optional<double> similarity)
{
    bool holds = true;
    if (m_box)
    {
        const Point from = m_box->centre();
        const Point to = signals.box.centre();
        const double way = std::hypot(to.x - from.x, to.y - from.y) / std::max(1.0, m_box->width);
        const double growth = std::abs(std::log(std::max(1.0, signals.box.width) / std::max(1.0, m_box->width)));
        holds = way <= m_limits.jump && growth <= m_limits.jump;
    }
    m_box = signals.box;
    m_seen = now;
    if (similarity)
        m_strange = *similarity < m_limits.continuity ? m_strange + 1 : 0;
    return holds && m_strange < kStrange;
}

ChallengeProver::Answer ChallengeProver::answer(Challenge challenge, const Signals& signals)
{
    const bool turned = m_usual.isTurned(signals);
    const bool opened = m_usual.isOpen(signals);
    bool moving = false;
    switch (challenge)
    {
    case Challenge::Blink:
        moving = m_usual.isShut(signals);
        break;
    case Challenge::OpenMouth:
        moving = opened;
        break;
    case Challenge::TurnLeft:
    case Challenge::TurnRight: // the camera sees no mirror picture
        moving = turned && (m_usual.turn(signals) > 0) == (challenge == Challenge::TurnLeft);
        break;
    case Challenge::Nod:
        moving = m_usual.isNodding(signals);
        break;
    }
    if (!moving && !m_moved && (turned || (opened && !isOfTheHead(challenge))))
        return Answer::Wrong;
    if (moving)
    {
        ++m_frames;
        m_most = std::max(m_most, signals.depth);
        m_moved = m_moved || challenge == Challenge::Blink || m_frames >= kSure;
        return Answer::Going;
    }
    return m_moved && m_usual.isCalm() ? Answer::Done : m_moved ? Answer::Going : Answer::None;
}

Proof ChallengeProver::watch(base::MonoTime now, const Signals& signals)
{
    const bool moved = m_usual.isTurned(signals) || m_usual.isOpen(signals);
    m_unasked = m_usual.isKnown() && moved ? m_unasked + 1 : 0;
    if (m_unasked >= kSure)
        return m_open ? breakTrack(now, Code::LivenessMissed) : startOver(now, Code::LivenessMissed);
    if (now >= m_next && m_usual.isKnown() && m_usual.isCalm() && signals.fits)
    {
        m_open = false;
        m_state = Proof::Asking;
        m_asked = now;
        m_next = now + m_plan.each;
        m_frames = 0;
        m_flat = 0;
        m_most = 0;
        m_moved = false;
    }
    return m_state;
}

Proof ChallengeProver::ask(base::MonoTime now, const Signals& signals)
{
    const Challenge challenge = m_challenges.back();
    const Answer answered = answer(challenge, signals);
    if (isOfTheHead(challenge))
        m_flat += (challenge == Challenge::Nod ? m_usual.isTiltedFlat(signals) : m_usual.isFlat(signals)) ? 1 : 0;
    if (m_flat >= kFlat)
        return fail(Code::LivenessFlat);
    if (answered == Answer::Wrong || now >= m_next)
    {
        m_missed = challenge;
        return startOver(now, Code::LivenessMissed);
    }
    if (answered == Answer::Going && now - m_asked < m_plan.reaction)
        return startOver(now, Code::LivenessMissed);
    if (answered != Answer::Done)
        return m_state;
    if (isOfTheHead(challenge) && m_most < m_limits.depth)
        return fail(Code::LivenessFlat);
    m_challenges.pop_back();
    if (m_challenges.empty())
        return m_doubted > 0 ? startOver(now, Code::LivenessDoubted) : m_state = Proof::Proven;
    m_state = Proof::Watching;
    m_unasked = 0;
    m_next = now + delay();
    return m_state;
}

Proof ChallengeProver::step(base::MonoTime now, const std::optional<Signals>& signals, std::optional<double> similarity)
{
    if (m_state == Proof::Failed)
        return m_state;
    if (!m_plan.canTurn && !m_plan.canNod)
        return fail(Code::LivenessMissed);
    if (!std::exchange(m_started, true))
    {
        m_seen = now;
        begin(now);
    }
    if (!signals)
    {
        m_usual.disturb();
        const bool lost = m_box && now - m_seen > m_plan.longestGap;
        return lost ? breakTrack(now, Code::LivenessLost) : m_state;
    }
    if (m_box && now - m_seen > m_plan.longestSilence)
        return breakTrack(now, Code::LivenessLost);
    if (!trackHolds(now, *signals, similarity))
        return breakTrack(now, Code::LivenessSwapped);
    if (m_open && !signals->fits) // too far away or in bad light, nothing can be said
        return m_usual.disturb(), m_state;
    m_usual.learn(*signals);
    if (signals->fits && screenShows(*signals))
        return fail(Code::LivenessScreen);
    m_doubted += !signals->doubted ? 0 : *signals->doubted ? 1 : -1;
    if (m_state == Proof::Watching)
        return watch(now, *signals);
    return m_state == Proof::Asking ? ask(now, *signals) : m_state;
}

std::unique_ptr<LivenessProver> makeLivenessProver(const LivenessPlan& plan, std::uint64_t seed,
                                                   const SignalLimits& limits)
{
    return std::make_unique<ChallengeProver>(plan, seed, limits);
}

} // namespace banshi::face
