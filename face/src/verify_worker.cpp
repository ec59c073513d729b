// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/verify_worker.h"

#include "mailbox.h"

#include <random>
#include <utility>

namespace banshi::face
{

namespace
{

std::uint64_t anySeed()
{
    std::random_device source;
    return (static_cast<std::uint64_t>(source()) << 32U) | source();
}

Verdict cancelled()
{
    Verdict verdict;
    verdict.cause = Code::Cancelled;
    return verdict;
}

/// One comparison from the chip photograph to the verdict.
class Comparison
{
public:
    Comparison(Verifier& verifier, Mailbox& mailbox, const base::Clock& clock, const VerifySession& session)
        : m_verifier(verifier), m_mailbox(mailbox), m_clock(clock), m_session(session)
    {
        const VerifyPlan& plan = session.plan;
        if (plan.liveness)
            m_track.emplace(verifier, *plan.liveness, plan.livenessSeed != 0 ? plan.livenessSeed : anySeed(),
                            TrackPlan{plan.frames, plan.spacing});
    }

    Verdict run(const std::stop_token& stop)
    {
        m_verifier.reset();
        if (!m_verifier.canPromise(m_session.plan.far))
            return m_verifier.unavailable(Code::FarNotMeasured);
        const auto chip = m_verifier.readChip(m_session.chipPhoto.view());
        if (!chip)
            return failed(chip.error());
        while (true)
        {
            Image frame;
            switch (m_mailbox.takeFrame(frame, m_clock, m_session.deadline, stop))
            {
            case Mailbox::Wake::Interrupted:
                return m_verifier.unavailable(Code::Cancelled);
            case Mailbox::Wake::Deadline:
                return atDeadline(*chip);
            case Mailbox::Wake::Frame:
                if (const auto error = take(frame))
                    return failed(*error);
                if (hasFrames(m_session.plan.frames))
                    return decide(*chip);
                break;
            }
        }
    }

private:
    [[nodiscard]] const std::vector<Embedding>& live() const { return m_track ? m_track->faces() : m_live; }
    /// True when at least `count` frames may be compared now; with a proof of life the last one is from after it.
    [[nodiscard]] bool hasFrames(int count) const
    {
        return !live().empty() && static_cast<int>(live().size()) >= count && (!m_track || m_track->mayDecide());
    }

    [[nodiscard]] Verdict failed(const Error& error) const
    {
        Verdict verdict = m_verifier.unavailable(error.code);
        verdict.detail = error.detail;
        return verdict;
    }

    [[nodiscard]] Verdict decide(const Embedding& chip) const
    {
        Verdict verdict = m_verifier.decide(chip, live(), m_session.plan.far);
        verdict.live = m_track.has_value();
        return verdict;
    }

    Verdict atDeadline(const Embedding& chip) const
    {
        if (hasFrames(m_session.plan.leastFrames))
            return decide(chip);
        return m_verifier.unavailable(m_frames == 0 ? Code::NoFrames : Code::TimedOut);
    }

    /// Looks at one frame. Returns what made the comparison impossible.
    std::optional<Error> take(const Image& frame)
    {
        ++m_frames;
        const Look look = m_verifier.look(frame.view());
        const base::MonoTime now = m_clock.now();
        if (auto error = m_track ? prove(now, frame, look) : collect(now, frame, look))
            return error;
        if (m_session.callbacks.progress)
            m_session.callbacks.progress({look.advice, static_cast<int>(live().size()), m_session.plan.frames, look.box,
                                          m_track ? m_track->prover().asked() : std::nullopt});
        return std::nullopt;
    }

    std::optional<Error> prove(base::MonoTime now, const Image& frame, const Look& look)
    {
        const auto proof = m_track->step(now, frame.view(), look);
        if (!proof)
            return proof.error();
        if (*proof == Proof::Failed)
            return Error{m_track->prover().cause().value_or(Code::LivenessMissed), {}};
        return std::nullopt;
    }

    /// Without a proof of life: every good frame, as long as there is room.
    std::optional<Error> collect(base::MonoTime now, const Image& frame, const Look& look)
    {
        const bool due = m_live.empty() || now - m_lastGood >= m_session.plan.spacing;
        if (look.advice || !due || static_cast<int>(m_live.size()) >= m_session.plan.frames)
            return std::nullopt;
        auto read = m_verifier.readLive(frame.view(), *look.points);
        if (!read)
            return read.error();
        m_live.push_back(std::move(*read));
        m_lastGood = now;
        return std::nullopt;
    }

    Verifier& m_verifier;
    Mailbox& m_mailbox;
    const base::Clock& m_clock;
    const VerifySession& m_session;
    std::optional<LiveTrack> m_track;
    std::vector<Embedding> m_live; ///< without a track
    base::MonoTime m_lastGood{};   ///< of m_live
    int m_frames = 0;
};

} // namespace

VerifyWorker::VerifyWorker(std::function<std::unique_ptr<Verifier>()> make, const base::Clock& clock, Built built)
    : m_make(std::move(make)), m_clock(clock), m_built(std::move(built)), m_mailbox(std::make_shared<Mailbox>()),
      m_jumps(clock.onJump([mailbox = m_mailbox] { mailbox->nudge(); })),
      m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

VerifyWorker::~VerifyWorker() = default;

void VerifyWorker::begin(Image chipPhoto, const VerifyPlan& plan, VerifyCallbacks callbacks)
{
    const auto tell = callbacks.verdict;
    if (!m_mailbox->putSession({std::move(chipPhoto), plan, std::move(callbacks), m_clock.now() + plan.timeout}) &&
        tell)
        tell(cancelled()); // the last call-back of a worker that ends has called
}

void VerifyWorker::submit(Image frame)
{
    m_mailbox->putFrame(std::move(frame));
}

void VerifyWorker::cancel()
{
    m_mailbox->cancel();
}

Verdict VerifyWorker::compare(const VerifySession& session, const std::stop_token& stop)
{
    if (session.replaced)
        return cancelled();
    try
    {
        if (!m_verifier)
            m_verifier = m_make();
        return Comparison(*m_verifier, *m_mailbox, m_clock, session).run(stop);
    }
    catch (const std::exception& error)
    {
        m_verifier.reset();
        Verdict failed;
        failed.cause = Code::EngineFailed;
        failed.detail = error.what();
        return failed;
    }
}

void VerifyWorker::build()
{
    std::string failure;
    try
    {
        m_verifier = m_make();
    }
    catch (const std::exception& error)
    {
        m_verifier.reset(); // the next session tries again, and says EngineFailed
        failure = error.what();
    }
    m_built(m_verifier.get(), failure);
}

/// An engine that cannot forget is thrown away, and what it kept with it.
void VerifyWorker::forget()
{
    try
    {
        if (m_verifier)
            m_verifier->forget();
    }
    catch (const std::exception&)
    {
        m_verifier.reset();
    }
}

void VerifyWorker::run(const std::stop_token& stop)
{
    if (m_built)
        build();
    while (auto session = m_mailbox->takeSession(stop))
    {
        const Verdict verdict = compare(*session, stop);
        if (session->callbacks.verdict)
            session->callbacks.verdict(verdict);
        const bool looked = !session->replaced;
        session.reset();
        if (looked)
            forget();
    }
    for (const VerifySession& left : m_mailbox->close())
        if (left.callbacks.verdict)
            left.callbacks.verdict(cancelled());
}

} // namespace banshi::face
