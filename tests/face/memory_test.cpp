// SPDX-License-Identifier: GPL-3.0-or-later
// Searches the memory of this process for what a comparison has seen.
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/rendered/presentation.h"
#include "banshi/face/verify_worker.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QFile>
#include <QTest>
#include <array>
#include <atomic>
#include <cstring>
#include <future>
#include <mutex>

using namespace banshi::face;
using namespace std::chrono_literals;
using banshi::testing::chipOf;
using banshi::testing::framesOf;
using banshi::testing::ManualClock;

namespace
{

constexpr std::size_t kLength = 48; // bytes: enough never to occur by accident
constexpr std::uint8_t kVeil = 0xA5;

/// Bytes to look for, kept so that the search does not find the list itself.
class Needles
{
public:
    void add(const QString& name, const void* bytes)
    {
        Needle needle{name, {}};
        std::memcpy(needle.veiled.data(), bytes, kLength);
        for (std::uint8_t& byte : needle.veiled)
            byte ^= kVeil;
        const std::lock_guard lock(m_mutex);
        m_needles.push_back(needle);
    }
    /// The middle of a picture.
    void add(const QString& name, ImageView picture)
    {
        const auto row = static_cast<std::size_t>(picture.height / 2);
        add(name, picture.data + row * picture.stride + static_cast<std::size_t>(picture.width / 2) * 3);
    }
    [[nodiscard]] std::size_t count() const { return m_needles.size(); }
    [[nodiscard]] QStringList found() const
    {
        QStringList names;
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return {QStringLiteral("the memory cannot be read")};
        const QByteArrayList areas = maps.readAll().split('\n');
        for (const QByteArray& area : areas)
        {
            const qsizetype dash = area.indexOf('-');
            if (dash < 0 || !area.contains(" rw"))
                continue;
            const auto from = area.left(dash).toULongLong(nullptr, 16);
            const auto to = area.mid(dash + 1, area.indexOf(' ') - dash - 1).toULongLong(nullptr, 16);
            search(memory, from, to, names);
        }
        names.removeDuplicates();
        return names;
    }

private:
    struct Needle
    {
        QString name;
        std::array<std::uint8_t, kLength> veiled;
    };

    void search(QFile& memory, std::uint64_t from, std::uint64_t to, QStringList& names) const
    {
        constexpr std::uint64_t kPart = 1 << 20;
        banshi::base::SecretBytes part(kPart + kLength); // the search leaves nothing either
        for (std::uint64_t at = from; at < to; at += kPart)
        {
            if (!memory.seek(static_cast<qint64>(at)))
                return;
            const qint64 got = memory.read(reinterpret_cast<char*>(part.data()),
                                           static_cast<qint64>(std::min<std::uint64_t>(kPart + kLength, to - at)));
            for (std::uint8_t* byte = part.data(); byte < part.data() + got; ++byte)
                *byte ^= kVeil;
            for (const Needle& needle : m_needles)
                if (got > 0 && memmem(part.data(), static_cast<std::size_t>(got), needle.veiled.data(), kLength))
                    names << needle.name;
            banshi::base::wipe(part.data(), part.size());
        }
    }

    std::mutex m_mutex; // the worker adds, too, and the search comes when it has done
    std::vector<Needle> m_needles;
};

/// The matcher of rendered people, which tells what it has been given and what it has answered.
class TellingMatcher : public Matcher
{
public:
    explicit TellingMatcher(Needles& needles)
        : m_inner(std::move(*makeMatcher(std::string(kRenderedMatcher), Mode::Development))), m_needles(needles)
    {
    }
    [[nodiscard]] const MatcherInfo& info() const override { return m_inner->info(); }
    [[nodiscard]] AlignTemplate alignment() const override { return m_inner->alignment(); }
    [[nodiscard]] Result<Embedding> embed(ImageView aligned) override
    {
        m_needles.add(QStringLiteral("an aligned face"), aligned);
        std::array<float, kLength / sizeof(float)> reds{}; // as dlib's input layer keeps them
        const auto* pixel = aligned.data + static_cast<std::size_t>(aligned.height / 2) * aligned.stride;
        for (std::size_t i = 0; i < reds.size(); ++i)
            reds[i] = (static_cast<float>(pixel[3 * (i + 20) + 2]) - 122.782F) / 256.0F;
        m_needles.add(QStringLiteral("the network's input"), reds.data());
        banshi::base::wipe(reds.data(), sizeof reds);
        std::array<std::uint8_t, kLength> rgb{};
        for (std::size_t i = 0; i < kLength; ++i)
            rgb[i] = pixel[60 + 3 * (i / 3) + 2 - i % 3];
        m_needles.add(QStringLiteral("the network's picture"), rgb.data());
        banshi::base::wipe(rgb.data(), rgb.size());
        auto embedding = m_inner->embed(aligned);
        if (embedding)
            m_needles.add(QStringLiteral("a vector"), embedding->values().data());
        return embedding;
    }
    void forget() override { m_inner->forget(); }

private:
    std::unique_ptr<Matcher> m_inner;
    Needles& m_needles;
};

constexpr std::uint64_t kPerson = rendered::kDemoPersons[0].seed;
constexpr std::uint64_t kStranger = rendered::kDemoPersons[1].seed;

/// One comparison with kPerson's card.
class Session
{
public:
    Session(VerifyWorker& worker, Needles& needles, bool proof) : m_worker(worker), m_needles(needles)
    {
        Image chip = chipOf(kPerson);
        needles.add(QStringLiteral("the chip photograph"), chip.view());
        VerifyPlan plan;
        if (proof)
            plan = {.timeout = 60s, .liveness = LivenessPlan(), .livenessSeed = 5};
        worker.begin(std::move(chip), plan,
                     {[this](const VerifyProgress& progress) {
                          m_asked = progress.challenge ? int(*progress.challenge) : -1;
                          ++m_looked;
                      },
                      [this](const Verdict& given) { m_promise.set_value(given); }});
    }
    /// Shows the person with the seed `live` until there is a verdict, and cancels after so many frames.
    Verdict play(ManualClock& clock, std::uint64_t live, int frames)
    {
        constexpr int kNoted = 5; // every so many frames one is looked for later
        rendered::Presentation scene(rendered::Species::BonaFide, rendered::makeIdentity(live), 2);
        auto verdict = m_promise.get_future();
        const auto isReady = [&] { return verdict.wait_for(0s) == std::future_status::ready; };
        double seconds = 0;
        for (int sent = 1; sent <= frames && !isReady(); ++sent)
        {
            Image frame = scene.frame(seconds, movementFor(m_asked), false);
            if (sent % kNoted == 1)
                m_needles.add(QStringLiteral("a frame"), frame.view());
            m_worker.submit(std::move(frame));
            (void)QTest::qWaitFor([&] { return m_looked == sent || isReady(); }, 30'000);
            seconds += m_asked >= 0 ? 0.1 : 0.15;
            clock.advance(m_asked >= 0 ? 100ms : 150ms);
        }
        if (!isReady())
            m_worker.cancel();
        return verdict.get();
    }

private:
    static rendered::Movement movementFor(int asked)
    {
        constexpr std::array kMovements{rendered::Movement::Blink, rendered::Movement::OpenMouth,
                                        rendered::Movement::TurnLeft, rendered::Movement::TurnRight,
                                        rendered::Movement::Nod};
        return asked < 0 ? rendered::Movement::None : kMovements.at(static_cast<std::size_t>(asked)); // as Challenge
    }

    VerifyWorker& m_worker;
    Needles& m_needles;
    std::promise<Verdict> m_promise;
    std::atomic<int> m_looked = 0;
    std::atomic<int> m_asked = -1;
};

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSearchFindsWhatIsThere()
    {
        Needles needles;
        const Image frame = std::move(framesOf(1, 1).front());
        needles.add(QStringLiteral("a frame"), frame.view());
        QCOMPARE(needles.found().join(QStringLiteral(", ")), QStringLiteral("a frame"));
    }
    void nothingOfThePersonStaysWhileTheEngineLivesOn_data()
    {
        QTest::addColumn<quint64>("live");
        QTest::addColumn<int>("frames"); // after which it is cancelled
        QTest::addColumn<bool>("proof");
        QTest::addColumn<int>("answer");
        QTest::newRow("match") << quint64(kPerson) << 5 << false << int(Answer::Match);
        QTest::newRow("refusal") << quint64(kStranger) << 5 << false << int(Answer::NoMatch);
        QTest::newRow("cancel") << quint64(kPerson) << 3 << false << int(Answer::Unavailable);
        QTest::newRow("proof of life") << quint64(kPerson) << 200 << true << int(Answer::Match);
    }
    void nothingOfThePersonStaysWhileTheEngineLivesOn()
    {
        QFETCH(quint64, live);
        QFETCH(int, frames);
        QFETCH(bool, proof);
        QFETCH(int, answer);
        ManualClock clock;
        Needles needles;
        VerifyWorker worker([&] { return makeVerifier(std::make_unique<TellingMatcher>(needles)); }, clock);
        Session session(worker, needles, proof);
        QCOMPARE(int(session.play(clock, live, frames).answer), answer);
        // The answer to the next one comes when the engine has done with the one before.
        std::promise<Verdict> next;
        worker.begin({}, {}, {{}, [&next](const Verdict& given) { next.set_value(given); }});
        QCOMPARE(next.get_future().get().cause, std::optional(Code::ChipPhotoUnreadable));
        QVERIFY(needles.count() > 4);
        QCOMPARE(needles.found().join(QStringLiteral(", ")), QString());
    }
};

BANSHI_TEST(MemoryTest)
#include "memory_test.moc"
