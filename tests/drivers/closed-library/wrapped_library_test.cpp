// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using protocol::CompletionCode;

namespace
{

// Seen from the folder of the programs, where testing::Simulator starts them.
constexpr const char* kFolder = "../tests/drivers/closed-library/";

const nlohmann::json kCard{
    "欧阳试验某",   "2",        "汉",      "19900101", "测试省试验市样例街道某号楼", "440399199001010018",
    "试验市公安局", "20150301", "20350301"};
const nlohmann::json kShortCard{"欧阳试验某", "2", "汉"}; // the library cannot bear it

} // namespace

/// The worked example around a library that crashes and hangs, in a real host.
class WrappedLibraryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_reader;
    std::unique_ptr<testing::DeviceChain> m_chain;
    qint64 m_host = 0;

    bool control(const nlohmann::json& request) { return m_reader->control(request).value("ok", false); }
    int starts() { return m_reader->control({{"do", "state"}}).value("starts", -1); }
    std::optional<client::Completion> read(const nlohmann::json& card)
    {
        if (!control({{"do", "place"}, {"card", card}}))
            return std::nullopt;
        return m_chain->run(protocol::command::kReadCard, nlohmann::json::object());
    }
    bool takeAway()
    {
        if (!control({{"do", "lift"}}))
            return false;
        const auto removed = m_chain->run(protocol::command::kWaitRemoved, nlohmann::json::object());
        return removed && removed->ok();
    }

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<testing::Simulator>();
        QVERIFY(m_reader->start(QLatin1String(kFolder) + QStringLiteral("simulator.py"),
                                {QStringLiteral("--tty"), QStringLiteral("%/tty")}));
        m_chain = std::make_unique<testing::DeviceChain>();
        QVERIFY(m_chain->start(qEnvironmentVariable("BANSHI_BIN") + u'/' + QLatin1String(kFolder) +
                                   QStringLiteral("banshi-driver-example-wrapped.so"),
                               QStringLiteral("serial:") + m_reader->path(QStringLiteral("tty"))));
        m_host = m_chain->hostProcess();
        QVERIFY(m_host > 0);
    }
    void cleanup()
    {
        m_chain.reset();
        m_reader.reset();
    }

    void readsEveryCardThoughTheLibraryHangsAtEverySecondOne()
    {
        constexpr int kCards = 3;
        const int before = starts();
        for (int i = 0; i < kCards; ++i)
        {
            const auto done = read(kCard);
            QVERIFY2(done && done->ok(), done ? done->description.c_str() : "no completion");
            const auto card = protocol::idCardFromJson(done->payload);
            QVERIFY(card);
            QCOMPARE(card->number, std::string("440399199001010018"));
            QVERIFY(takeAway());
        }
        QVERIFY2(starts() >= before + kCards - 1,
                 "the library was not started again: it is not as bad as it should be");
        QCOMPARE(m_chain->hostProcess(), m_host);
    }

    void forgetsACardThatItHasRead()
    {
        if (testing::kKeepsFreedMemory)
            QSKIP("sanitizers bring their own allocator, which does not clear");
        const auto done = read(kCard);
        QVERIFY(done && done->ok());
        const auto remembered = m_chain->hostRemembers({QStringLiteral("440399199001010018")});
        if (!remembered)
            QSKIP("the memory of another process cannot be read here");
        QCOMPARE(remembered->join(u'\n'), QString());
    }

    void losesOneCommandToALibraryThatCrashesTwice()
    {
        const auto lost = read(kShortCard);
        QVERIFY(lost.has_value());
        QCOMPARE(lost->code, CompletionCode::HardwareError);
        QCOMPARE(lost->description, std::string("the program ended with signal 11"));
        QVERIFY(takeAway());
        const auto next = read(kCard);
        QVERIFY2(next && next->ok(), next ? next->description.c_str() : "no completion");
        QCOMPARE(m_chain->hostProcess(), m_host);
    }

    void losesOneCommandToALibraryThatHangsTwice()
    {
        QVERIFY(control({{"do", "silence"}}));
        const auto lost = m_chain->run(protocol::command::kReadCard, nlohmann::json::object());
        QVERIFY(lost.has_value());
        QCOMPARE(lost->code, CompletionCode::HardwareError);
        QCOMPARE(lost->description, std::string("no answer in time"));
        QVERIFY(control({{"do", "reset"}}));
        const auto next = read(kCard);
        QVERIFY2(next && next->ok(), next ? next->description.c_str() : "no completion");
        QCOMPARE(m_chain->hostProcess(), m_host);
    }

    void losesOneCommandToALibraryThatEndsItsProcess()
    {
        const auto lost = m_chain->send(protocol::command::kReadCard, nlohmann::json::object());
        QVERIFY(control({{"do", "unplug"}}));
        QTRY_VERIFY_WITH_TIMEOUT(lost->has_value(), 20000);
        QCOMPARE((*lost)->code, CompletionCode::DeviceNotReady);
        QVERIFY(control({{"do", "plug"}}));
        const auto next = read(kCard);
        QVERIFY2(next && next->ok(), next ? next->description.c_str() : "no completion");
        QCOMPARE(m_chain->hostProcess(), m_host);
    }
};

BANSHI_TEST(WrappedLibraryTest)
#include "wrapped_library_test.moc"
