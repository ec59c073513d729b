// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/command_desk.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/signer.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using queue::sync::CommandDesk;
using testing::queue::Signer;

namespace
{

constexpr const char* kDevice = "TEST-01";

/// A memory that can be full.
struct Paper
{
    std::optional<std::string> text;
    bool isFull = false;
    queue::sync::CommandMemory memory()
    {
        return {[this] { return text; },
                [this](const std::string& fresh) {
                    if (!isFull)
                        text = fresh;
                    return !isFull;
                }};
    }
};

} // namespace

class CommandDeskTest : public QObject
{
    Q_OBJECT

    testing::ManualClock m_clock;
    Signer m_signer;
    Paper m_paper;

    [[nodiscard]] CommandDesk desk() { return CommandDesk(kDevice, m_signer.key(), m_paper.memory(), m_clock); }
    [[nodiscard]] json command(const std::string& id, base::Nanoseconds life = 1h,
                               const std::string& device = kDevice) const
    {
        const auto now = m_clock.wall().utc;
        json made = {{"id", id},
                     {"kind", "lock"},
                     {"args", json::object()},
                     {"issued_at", base::toRfc3339(now)},
                     {"expires_at", base::toRfc3339(now + life)},
                     {"key_id", m_signer.key().id()}};
        const std::string hashOfNoArgs = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        made["signature"] =
            m_signer.sign("banshi-command-v1\n" + device + "\n" + id + "\nlock\n" + hashOfNoArgs + "\n" +
                          made["issued_at"].get<std::string>() + "\n" + made["expires_at"].get<std::string>());
        return made;
    }

private Q_SLOTS:
    void init() { m_paper = {}; }

    void givesACommandOutOnceAndTellsItsEndOnce()
    {
        CommandDesk one = desk();
        one.take(json::array({command("c1")}));
        one.take(json::array({command("c1")}));
        const auto given = one.giveOut();
        QCOMPARE(given.size(), std::size_t{1});
        QVERIFY(given[0].at("kind") == "lock");
        one.take(json::array({command("c1")})); // the platform gives it until it is acknowledged
        QVERIFY(one.giveOut().empty());
        QVERIFY(one.untold().empty());
        QVERIFY(one.finish({"c1", "done", {}}));
        QCOMPARE(one.untold().size(), std::size_t{1});
        one.told("c1");
        QVERIFY(one.untold().empty());
    }

    void refusesWhatIsNotSignedForThisMachine()
    {
        CommandDesk one = desk();
        auto changed = command("c2");
        changed["kind"] = "unlock";
        one.take(json::array({command("c1", 1h, "ANOTHER"), changed}));
        QVERIFY(one.giveOut().empty());
        for (const auto& end : one.untold())
            QCOMPARE(end.result, std::string("refused"));
        QCOMPARE(one.untold().size(), std::size_t{2});
    }

    void passesOverWhatIsNoCommand()
    {
        CommandDesk one = desk();
        auto bare = command("c3");
        bare.erase("args");
        one.take(json::array({1, nullptr, json::object(), bare}));
        QVERIFY(one.giveOut().empty());
    }

    void neverGivesOutWhatHasExpired()
    {
        CommandDesk one = desk();
        one.take(json::array({command("c1", 10s), command("c2", 20s)}));
        m_clock.advance(15s);
        QCOMPARE(one.giveOut().size(), std::size_t{1});
        QCOMPARE(one.untold().at(0).result, std::string("expired"));
        QVERIFY(one.finish({"c2", "done", {}}));
        const auto late = command("c3", 1s);
        m_clock.advance(2s);
        one.take(json::array({late}));
        QVERIFY(one.giveOut().empty());
    }

    void doesNothingTwiceAfterARestart()
    {
        {
            CommandDesk one = desk();
            one.take(json::array({command("c1"), command("c2")}));
            QCOMPARE(one.giveOut().size(), std::size_t{2});
            QVERIFY(one.finish({"c1", "done", {}}));
        }
        CommandDesk two = desk();
        two.take(json::array({command("c1"), command("c2")}));
        QVERIFY(two.giveOut().empty());
        std::map<std::string, std::string> ends;
        for (const auto& end : two.untold())
            ends[end.id] = end.result;
        QCOMPARE(ends["c1"], std::string("done"));
        QCOMPARE(ends["c2"], std::string("failed")); // nobody knows; it is not done again
    }

    void givesNothingOutThatItCannotRemember()
    {
        CommandDesk one = desk();
        one.take(json::array({command("c1")}));
        m_paper.isFull = true;
        QVERIFY(one.giveOut().empty());
        m_paper.isFull = false;
        QCOMPARE(one.giveOut().size(), std::size_t{1});
    }

    void tellsAnEndOfWhatTheKioskNeverFinished()
    {
        CommandDesk one = desk();
        one.take(json::array({command("c1", 10s)}));
        QCOMPARE(one.giveOut().size(), std::size_t{1});
        m_clock.advance(9s);
        QVERIFY(one.untold().empty()); // it may still come
        m_clock.advance(1s);
        const auto ends = one.untold();
        QCOMPARE(ends.size(), std::size_t{1});
        QCOMPARE(ends[0].result, std::string("failed"));
        QCOMPARE(ends[0].code, std::string(CommandDesk::kNoEnd));
        QVERIFY(!one.finish({"c1", "done", {}})); // the platform is told one end only
        one.told("c1");
        QVERIFY(one.untold().empty());
    }

    void passesOverWhatItCannotRead()
    {
        for (const char* text : {R"({"c1":7,"c2":{"result":1,"code":[],"told":"yes","expires_at":{}}})", R"([1])", "{"})
        {
            m_paper.text = text;
            CommandDesk one = desk();
            QVERIFY(one.untold().size() <= 1); // c2 was out, and nobody knows what became of it
        }
        CommandDesk one = desk();
        one.take(json::array({json{{"id", 7}}, json{{"id", "c3"}, {"kind", 1}, {"expires_at", true}}}));
        QVERIFY(one.giveOut().empty());
    }

    void forgetsWhatIsToldAndOver()
    {
        CommandDesk one = desk();
        one.take(json::array({command("c1", 10s)}));
        (void)one.giveOut();
        QVERIFY(one.finish({"c1", "done", {}}));
        m_clock.advance(1min);
        one.told("c1");
        QCOMPARE(m_paper.text.value(), std::string("{}"));
    }
};

BANSHI_TEST(CommandDeskTest)
#include "command_desk_test.moc"
