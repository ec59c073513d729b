// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/host_memory.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <banshi/drivers/sdk/recording_channel.h>

using namespace banshi;
using namespace banshi::drivers;
using client::DeviceCondition;
using protocol::CompletionCode;

namespace
{

const nlohmann::json kSlip = nlohmann::json::parse(R"({"slipId": "s1", "lines": [
    {"kind": "text", "text": "暂存待提交", "size": 2, "align": "center", "bold": true}, {"kind": "rule"},
    {"kind": "pair", "left": "编号", "right": "SZ-FT-0417-1", "bold": false},
    {"kind": "text", "text": "one", "size": 1, "align": "left", "bold": false}, {"kind": "feed", "lines": 1},
    {"kind": "qr", "data": "https://banshi.example/s/1"}]})");

// Words of a slip that belong to a resident; region 440399 is nobody's.
const QStringList kOfAResident{QStringLiteral("欧阳试验某"), QStringLiteral("440399199001010018"),
                               QStringLiteral("样例街道某号楼")};

} // namespace

/// From the proxy to the paper and back.
class ReceiptChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_printer;
    std::unique_ptr<testing::DeviceChain> m_chain;

    bool startChain()
    {
        m_chain = std::make_unique<testing::DeviceChain>();
        return m_chain->start(QStringLiteral("receipt-escpos"),
                              QStringLiteral("serial:") + m_printer->path(QStringLiteral("tty")));
    }
    bool printResidentsSlip()
    {
        auto slip = kSlip;
        slip["lines"].push_back(
            {{"kind", "pair"}, {"left", "姓名"}, {"right", kOfAResident[0].toStdString()}, {"bold", false}});
        for (const qsizetype word : {1, 2})
            slip["lines"].push_back({{"kind", "text"},
                                     {"text", kOfAResident[word].toStdString()},
                                     {"size", 1},
                                     {"align", "left"},
                                     {"bold", false}});
        const auto done = m_chain->run(protocol::command::kPrintSlip, slip);
        return done && done->ok();
    }
    int slips() { return m_printer->control({{"do", "state"}}).value("slips", -1); }

private Q_SLOTS:
    void init()
    {
        m_printer = std::make_unique<testing::Simulator>();
        QVERIFY(m_printer->start(
            QStringLiteral("banshi-virtual-receipt"),
            {QStringLiteral("--tty"), QStringLiteral("%/tty"), QStringLiteral("--out"), QStringLiteral("%/paper")}));
        QVERIFY(startChain());
    }
    void cleanup()
    {
        m_chain.reset();
        m_printer.reset();
    }

    void printsASlipFromEndToEnd()
    {
        const auto done = m_chain->run(protocol::command::kPrintSlip, kSlip);
        QVERIFY(done.has_value());
        QVERIFY2(done->ok(), done->description.c_str());
        QCOMPARE(done->payload.value("proof", ""), std::string("printed"));
        QFile text(m_printer->path(QStringLiteral("paper/receipt-001.txt")));
        QVERIFY(text.open(QIODevice::ReadOnly));
        const QString slip = QString::fromUtf8(text.readAll());
        QVERIFY(slip.contains(QStringLiteral("暂存待提交")));
        QVERIFY(slip.contains(QStringLiteral("SZ-FT-0417-1")));
    }

    // The host lives for days: nothing of a resident's slip may stay in it, in any encoding.
    void forgetsASlipThatItHasPrinted()
    {
        const auto memory = testing::rememberedAfter([this] { return printResidentsSlip(); }, *m_chain, kOfAResident);
        if (!memory.whyNot.isEmpty())
            QSKIP(qPrintable(memory.whyNot));
        QVERIFY(memory.isDone);
        QCOMPARE(memory.found, QStringList());
    }

    // The control of the test above: a host that does not clear what it releases is caught.
    void catchesAHostThatKeepsWhatItReleases()
    {
        m_chain.reset();
        {
            const testing::FreedMemoryStays control;
            QVERIFY(startChain());
        }
        const auto memory =
            testing::rememberedAfter([this] { return printResidentsSlip(); }, *m_chain, kOfAResident, 1);
        if (!memory.whyNot.isEmpty())
            QSKIP(qPrintable(memory.whyNot));
        QVERIFY(memory.isDone && !memory.found.isEmpty());
    }

    void saysWhyItCannotPrint()
    {
        m_printer->control({{"do", "paper"}, {"state", "out"}});
        const auto done = m_chain->run(protocol::command::kPrintSlip, kSlip);
        QVERIFY(done.has_value());
        QCOMPARE(done->code, CompletionCode::CommandErrorCode);
        QCOMPARE(done->errorCode, std::string("paperOut"));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().status().at("printer").at("paper").value("upper", ""),
                                  std::string("out"), 5000);
        QCOMPARE(slips(), 0);
    }

    void doesNotKnowTheOutcomeWhenItsHostDiesInMidSlip()
    {
        m_printer->control({{"do", "fault"}, {"kind", "silence"}, {"times", 1}});
        const auto slot = m_chain->send(protocol::command::kPrintSlip, kSlip);
        QTRY_COMPARE_WITH_TIMEOUT(slips(), 1, 10000); // printed, but not proven
        QVERIFY(m_chain->killHost());
        QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), 10000);
        QCOMPARE((*slot)->code, CompletionCode::OutcomeUnknown);
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
        QCOMPARE(slips(), 1);
        const auto next = m_chain->run(protocol::command::kPrintSlip, kSlip);
        QVERIFY(next && next->ok());
        QCOMPARE(slips(), 2);
    }

    void writesItsRecordingFromWithinTheSandbox()
    {
        const QTemporaryDir elsewhere;
        const QString record = elsewhere.filePath(QStringLiteral("slip.txt"));
        m_chain = std::make_unique<testing::DeviceChain>();
        QVERIFY(m_chain->start(QStringLiteral("receipt-escpos"),
                               QStringLiteral("serial:") + m_printer->path(QStringLiteral("tty")),
                               QStringLiteral(R"({"record":"%1"})").arg(record)));
        const auto done = m_chain->run(protocol::command::kPrintSlip, kSlip);
        QVERIFY(done && done->ok());
        m_chain.reset();
        QFile file(record);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto transfers = sdk::parseRecording(file.readAll().toStdString());
        QVERIFY(transfers.ok());
        QVERIFY(std::ranges::any_of(*transfers, [](const auto& one) { return one.isToDevice; }));
        QVERIFY(std::ranges::any_of(*transfers, [](const auto& one) { return !one.isToDevice; }));
    }
};

BANSHI_TEST(ReceiptChainTest)
#include "receipt_chain_test.moc"
