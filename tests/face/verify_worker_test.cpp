// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/verify_worker.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <array>
#include <atomic>
#include <future>
#include <semaphore>
#include <thread>

using namespace banshi::face;
using namespace std::chrono_literals;
using banshi::testing::chipOf;
using banshi::testing::framesOf;
using banshi::testing::ManualClock;

namespace
{

constexpr std::uint64_t kPerson = rendered::kDemoPersons[0].seed;
constexpr std::uint64_t kStranger = rendered::kDemoPersons[1].seed;

/// Holds the worker inside embed() until the test lets it go on.
class GateMatcher : public Matcher
{
public:
    struct Gate
    {
        std::counting_semaphore<1000> entered{0};
        std::counting_semaphore<1000> go{0};
    };
    explicit GateMatcher(std::shared_ptr<Gate> gate) : m_gate(std::move(gate)) {}
    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return {}; }
    [[nodiscard]] Result<Embedding> embed(ImageView) override
    {
        m_gate->entered.release();
        m_gate->go.acquire();
        return Embedding({1, 0});
    }

private:
    std::shared_ptr<Gate> m_gate;
    MatcherInfo m_info{"gate", 0.6, 0.4, false};
};

class ThrowingMatcher : public GateMatcher
{
public:
    ThrowingMatcher() : GateMatcher(nullptr) {}
    [[nodiscard]] Result<Embedding> embed(ImageView) override { throw std::runtime_error("broken"); }
    void forget() override { throw std::runtime_error("broken, too"); }
};

std::unique_ptr<Verifier> demonstrationVerifier()
{
    return makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
}

/// Collects what a session says.
struct Ear
{
    std::promise<Verdict> promise;
    std::future<Verdict> verdict = promise.get_future();
    std::atomic<int> looked = 0;
    std::atomic<int> advised = 0;
    std::thread::id thread; ///< on which the verdict came

    VerifyCallbacks callbacks()
    {
        return {[this](const VerifyProgress& progress) {
                    advised += progress.advice ? 1 : 0;
                    ++looked;
                },
                [this](const Verdict& given) {
                    thread = std::this_thread::get_id();
                    promise.set_value(given);
                }};
    }
};

bool isReady(std::future<Verdict>& verdict)
{
    return verdict.wait_for(0s) == std::future_status::ready;
}

} // namespace

class VerifyWorkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesForThePersonAndAgainstTheStranger_data()
    {
        QTest::addColumn<quint64>("live");
        QTest::addColumn<int>("answer");
        QTest::newRow("person") << quint64(kPerson) << int(Answer::Match);
        QTest::newRow("stranger") << quint64(kStranger) << int(Answer::NoMatch);
    }
    void decidesForThePersonAndAgainstTheStranger()
    {
        QFETCH(quint64, live);
        QFETCH(int, answer);
        ManualClock clock;
        VerifyWorker worker(demonstrationVerifier, clock);
        Ear ear;
        worker.begin(chipOf(kPerson), {}, ear.callbacks());
        int sent = 0;
        for (const Image& frame : framesOf(live, 5))
        {
            worker.submit(Image::copyOf(frame.view()));
            ++sent;
            QTRY_VERIFY_WITH_TIMEOUT(ear.looked == sent || isReady(ear.verdict), 30'000);
            clock.advance(150ms);
        }
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        const Verdict verdict = ear.verdict.get();
        QCOMPARE(int(verdict.answer), answer);
        QCOMPARE(verdict.frames, 5);
    }
    void submittingNeverWaitsAndOnlyTheNewestFrameIsLookedAt()
    {
        ManualClock clock;
        auto gate = std::make_shared<GateMatcher::Gate>();
        VerifyWorker worker([gate] { return makeVerifier(std::make_unique<GateMatcher>(gate)); }, clock);
        Ear ear;
        const auto frames = framesOf(kPerson, 1);
        worker.begin(chipOf(kPerson), {.spacing = 0ns, .frames = 2}, ear.callbacks());
        gate->entered.acquire(); // the worker is busy with the chip photograph and stays so
        for (int i = 0; i < 200; ++i)
            worker.submit(Image::copyOf(frames.front().view()));
        QCOMPARE(ear.looked.load(), 0);
        gate->go.release(1); // chip
        gate->entered.acquire();
        gate->go.release(1); // the newest of the 200
        QTRY_COMPARE_WITH_TIMEOUT(ear.looked.load(), 1, 30'000);
        worker.submit(Image::copyOf(frames.front().view()));
        gate->entered.acquire();
        gate->go.release(1);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        QCOMPARE(ear.looked.load(), 2);
        QCOMPARE(ear.verdict.get().answer, Answer::Match);
    }
    void timesOutByTheClockOnly()
    {
        ManualClock clock;
        VerifyWorker worker(demonstrationVerifier, clock);
        Ear ear;
        worker.begin(chipOf(kPerson), {.timeout = 20s}, ear.callbacks());
        worker.submit(rendered::renderRoom({}, 640, 480));
        QTRY_COMPARE_WITH_TIMEOUT(ear.looked.load(), 1, 30'000);
        QCOMPARE(ear.advised.load(), 1);
        clock.advance(19s);
        QVERIFY(!isReady(ear.verdict));
        clock.advance(1s);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        const Verdict verdict = ear.verdict.get();
        QCOMPARE(verdict.answer, Answer::Unavailable);
        QCOMPARE(verdict.cause, std::optional(Code::TimedOut));
    }
    void aSilentCameraIsNamed()
    {
        ManualClock clock;
        VerifyWorker worker(demonstrationVerifier, clock);
        Ear ear;
        worker.begin(chipOf(kPerson), {.timeout = 5s}, ear.callbacks());
        clock.advance(5s);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        QCOMPARE(ear.verdict.get().cause, std::optional(Code::NoFrames));
    }
    void cancellingEndsTheSessionOnce()
    {
        ManualClock clock;
        VerifyWorker worker(demonstrationVerifier, clock);
        Ear ear;
        worker.begin(chipOf(kPerson), {}, ear.callbacks());
        worker.cancel();
        worker.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        QCOMPARE(ear.verdict.get().cause, std::optional(Code::Cancelled));
    }
    void aNewSessionEndsTheOldOneAndTheDestructorTheLast()
    {
        ManualClock clock;
        Ear first;
        Ear second;
        {
            VerifyWorker worker(demonstrationVerifier, clock);
            worker.begin(chipOf(kPerson), {}, first.callbacks());
            worker.begin(chipOf(kStranger), {}, second.callbacks());
            QTRY_VERIFY_WITH_TIMEOUT(isReady(first.verdict), 30'000);
        }
        QCOMPARE(first.verdict.get().cause, std::optional(Code::Cancelled));
        QVERIFY(isReady(second.verdict));
        QCOMPARE(second.verdict.get().cause, std::optional(Code::Cancelled));
    }
    void aReplacedSessionHearsOfItOnTheWorkersThreadInItsTurn()
    {
        ManualClock clock;
        auto gate = std::make_shared<GateMatcher::Gate>();
        gate->go.release(100);
        VerifyWorker worker([gate] { return makeVerifier(std::make_unique<GateMatcher>(gate)); }, clock);
        std::array<Ear, 3> ears;
        for (Ear& ear : ears)
            worker.begin(chipOf(kPerson), {}, ear.callbacks());
        worker.cancel();
        for (Ear& ear : ears)
        {
            QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
            QCOMPARE(ear.verdict.get().cause, std::optional(Code::Cancelled));
            QVERIFY(ear.thread != std::this_thread::get_id());
            QVERIFY(ear.thread == ears.front().thread);
        }
    }
    void tellsAtOnceWhatStandsInTheWay()
    {
        ManualClock clock;
        std::promise<std::optional<Error>> told;
        VerifyWorker worker([] { return makeVerifier(makeMatcher("/nowhere/a.model.toml", Mode::Production)); }, clock,
                            [&told](const Verifier* built, const std::string&) { told.set_value(built->obstacle()); });
        const auto obstacle = told.get_future().get();
        QVERIFY(obstacle);
        QCOMPARE(obstacle->code, Code::ManifestMissing);
    }
    void anEngineThatCannotBeBuiltIsToldAndTriedAgain()
    {
        ManualClock clock;
        std::promise<std::string> told;
        int tries = 0;
        VerifyWorker worker(
            [&tries] {
                if (++tries == 1)
                    throw std::runtime_error("no memory");
                return demonstrationVerifier();
            },
            clock,
            [&told](const Verifier* built, const std::string& failure) {
                told.set_value(built == nullptr ? failure : std::string());
            });
        QCOMPARE(told.get_future().get(), std::string("no memory"));
        Ear ear;
        worker.begin(Image(), {}, ear.callbacks());
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        QCOMPARE(ear.verdict.get().cause, std::optional(Code::ChipPhotoUnreadable));
        QCOMPARE(tries, 2);
    }
    void aFailureInsideTheEngineIsAnAnswerNotACrash()
    {
        ManualClock clock;
        VerifyWorker worker([] { return makeVerifier(std::make_unique<ThrowingMatcher>()); }, clock);
        Ear ear;
        worker.begin(chipOf(kPerson), {}, ear.callbacks());
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        const Verdict verdict = ear.verdict.get();
        QCOMPARE(verdict.cause, std::optional(Code::EngineFailed));
        QCOMPARE(verdict.detail, std::string("broken"));
    }
    void anEngineThatCannotForgetIsThrownAway()
    {
        ManualClock clock;
        std::atomic<int> made = 0;
        VerifyWorker worker(
            [&made] {
                ++made;
                return makeVerifier(std::make_unique<ThrowingMatcher>());
            },
            clock);
        for (const int expected : {1, 2})
        {
            Ear ear;
            worker.begin(Image(), {}, ear.callbacks()); // no picture, so that nothing is embedded before forget()
            QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
            QCOMPARE(ear.verdict.get().cause, std::optional(Code::ChipPhotoUnreadable));
            QCOMPARE(made.load(), expected);
        }
    }
};

BANSHI_TEST(VerifyWorkerTest)
#include "verify_worker_test.moc"
