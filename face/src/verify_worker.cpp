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

/// One comparison from the chip photograph to the verdict.
class Comparison
{
public:
    Comparison(Verifier& verifier, Mailbox& mailbox, const base::Clock& clock, const VerifySession& session)
        : m_verifier(verifier), m_mailbox(mailbox), m_clock(clock), m_session(session)
    {
        const VerifyPlan& plan = session.plan;
        if (plan.liveness)
            m_track.emplace(verifier, *plan.liveness, plan.livenessSeed != 0 ? plan.livenessSeed : anySeed());
    }

    Verdict run(const std::stop_token& stop)
    {
        m_verifier.reset();
        if (!m_verifier.canPromise(m_session.plan.far))
            return m_verifier.unavailable(Code::FarNotMeasured);
        const auto chip = m_verifier.readChip(m_session.chipPhoto.view());
        if (!chip)
            return m_verifier.unavailable(chip.error().code);
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
                if (const auto failed = take(frame))
                    return m_verifier.unavailable(*failed);
                if (hasEnough() && isLive())
                    return decide(*chip);
                break;
            }
        }
    }

private:
    [[nodiscard]] bool hasEnough() const { return static_cast<int>(m_live.size()) >= m_session.plan.frames; }
    [[nodiscard]] bool isLive() const { return !m_track || m_track->prover().state() == Proof::Proven; }

    [[nodiscard]] Verdict decide(const Embedding& chip) const
    {
        Verdict verdict = m_verifier.decide(chip, m_live, m_session.plan.far);
        verdict.live = m_track.has_value();
        return verdict;
    }

    Verdict atDeadline(const Embedding& chip) const
    {
        if (!m_live.empty() && static_cast<int>(m_live.size()) >= m_session.plan.leastFrames && isLive())
            return decide(chip);
        return m_verifier.unavailable(m_frames == 0 ? Code::NoFrames : Code::TimedOut);
    }

    /// Looks at one frame. Returns what made the comparison impossible.
    std::optional<Code> take(const Image& frame)
    {
        ++m_frames;
        const Look look = m_verifier.look(frame.view());
        const base::MonoTime now = m_clock.now();
        if (m_track)
        {
            const auto proof = m_track->step(now, frame.view(), look);
            if (!proof)
                return proof.error().code;
            if (*proof == Proof::Failed)
                return m_track->prover().cause();
            if (std::exchange(m_tracks, m_track->prover().tracks()) != m_track->prover().tracks())
                m_live.clear();
        }
        const bool calm = !m_track || m_track->prover().mayCompare();
        // One frame is left for after the proof, so that whoever answered is whoever is compared.
        const int room = m_session.plan.frames - (isLive() ? 0 : 1);
        if (!look.advice && calm && static_cast<int>(m_live.size()) < room &&
            (m_live.empty() || now - m_lastGood >= m_session.plan.spacing))
        {
            auto read = m_verifier.readLive(frame.view(), *look.points);
            if (!read)
                return read.error().code;
            if (!m_track || m_track->isSame(*read))
                m_live.push_back(std::move(*read));
            m_lastGood = now;
        }
        if (m_session.callbacks.progress)
            m_session.callbacks.progress({look.advice, static_cast<int>(m_live.size()), m_session.plan.frames, look.box,
                                          m_track ? m_track->prover().asked() : std::nullopt});
        return std::nullopt;
    }

    Verifier& m_verifier;
    Mailbox& m_mailbox;
    const base::Clock& m_clock;
    const VerifySession& m_session;
    std::optional<LiveTrack> m_track;
    std::vector<Embedding> m_live;
    base::MonoTime m_lastGood{};
    int m_frames = 0;
    int m_tracks = 1; ///< faces that were followed
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
    m_mailbox->putSession({std::move(chipPhoto), plan, std::move(callbacks), m_clock.now() + plan.timeout});
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
    try
    {
        if (!m_verifier)
            m_verifier = m_make();
        return Comparison(*m_verifier, *m_mailbox, m_clock, session).run(stop);
    }
    catch (const std::exception&)
    {
        m_verifier.reset();
        Verdict failed;
        failed.cause = Code::EngineFailed;
        return failed;
    }
}

void VerifyWorker::build()
{
    try
    {
        m_verifier = m_make();
    }
    catch (const std::exception&)
    {
        m_verifier.reset(); // the next session tries again, and says EngineFailed
    }
    m_built(m_verifier.get());
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
        session.reset();
        if (m_verifier)
            m_verifier->forget();
    }
    m_mailbox->close();
}

} // namespace banshi::face
