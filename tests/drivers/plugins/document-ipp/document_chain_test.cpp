// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/host_memory.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"
#include "test_pdf.h"

#include <QDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using client::DeviceCondition;
using protocol::CompletionCode;

/// From the proxy to the paper and back.
class DocumentChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_printer;
    std::unique_ptr<testing::DeviceChain> m_chain;

    qsizetype sheets()
    {
        return QDir(m_printer->path(QStringLiteral("paper"))).entryList({QStringLiteral("*.pdf")}).size();
    }
    int newJob()
    {
        const auto done = m_chain->run(protocol::command::kCreateJob, {{"jobName", "certificate"}});
        return done && done->ok() ? done->payload.value("jobId", 0) : 0;
    }
    static nlohmann::json document(int job, int pages)
    {
        return {{"jobId", job},
                {"format", "application/pdf"},
                {"pages", pages},
                {"copies", 1},
                {"data", testing::emptyPdf(pages).toBase64().toStdString()}};
    }

    bool startChain()
    {
        m_chain = std::make_unique<testing::DeviceChain>();
        return m_chain->start(QStringLiteral("document-ipp"),
                              QString::fromStdString(m_printer->control({{"do", "state"}}).value("uri", "")));
    }
    static QByteArray residentsPdf()
    {
        return testing::emptyPdf(1) + "% 440399199001010018 " + QStringLiteral("欧阳试验某").toUtf8() +
               " and some more of it\n";
    }
    static QStringList ofAResident()
    {
        return {QStringLiteral("440399199001010018"), QStringLiteral("欧阳试验某"),
                QString::fromLatin1(residentsPdf().toBase64().right(40))};
    }
    bool printResidentsDocument()
    {
        const auto done =
            m_chain->run(protocol::command::kSendDocument, {{"jobId", newJob()},
                                                            {"format", "application/pdf"},
                                                            {"pages", 1},
                                                            {"copies", 1},
                                                            {"data", residentsPdf().toBase64().toStdString()}});
        return done && done->ok() && done->payload.value("result", "") == "done";
    }

private Q_SLOTS:
    void init()
    {
        m_printer = std::make_unique<testing::Simulator>();
        QVERIFY(m_printer->start(
            QStringLiteral("banshi-virtual-a4"),
            {QStringLiteral("--out"), QStringLiteral("%/paper"), QStringLiteral("--sheet-ms"), QStringLiteral("300")}));
        QVERIFY(startChain());
    }
    void cleanup()
    {
        m_chain.reset();
        m_printer.reset();
    }

    void printsInTwoSteps()
    {
        const int job = newJob();
        QVERIFY(job > 0);
        QCOMPARE(sheets(), 0);
        const auto done = m_chain->run(protocol::command::kSendDocument, document(job, 2));
        QVERIFY(done.has_value());
        QVERIFY2(done->ok(), done->description.c_str());
        QCOMPARE(done->payload.value("result", ""), std::string("done"));
        QCOMPARE(done->payload.value("impressions", 0), 2);
        QCOMPARE(sheets(), 1);
    }

    void findsTheJobAgainWhenItsHostDiedInMidPrint()
    {
        const int job = newJob();
        const auto slot = m_chain->send(protocol::command::kSendDocument, document(job, 3));
        const auto running = [&] {
            const auto state = m_printer->control({{"do", "state"}});
            return state.value("active", false);
        };
        QTRY_VERIFY_WITH_TIMEOUT(running(), 10000);
        QVERIFY(m_chain->killHost());
        QTRY_VERIFY_WITH_TIMEOUT(slot->has_value(), 10000);
        QCOMPARE((*slot)->code, CompletionCode::OutcomeUnknown);
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
        const auto completed = [&] {
            const auto report = m_chain->run(protocol::command::kJobStatus, {{"jobId", job}});
            return report && report->ok() && report->payload.value("known", false) &&
                   report->payload.value("state", "") == "completed" && report->payload.value("impressions", 0) == 3;
        };
        QTRY_VERIFY_WITH_TIMEOUT(completed(), 15000);
        QCOMPARE(sheets(), 1);
    }

    // The host lives for days: nothing of a resident's document may stay in it, as it is or as it travels.
    void forgetsADocumentThatItHasPrinted()
    {
        const auto memory =
            testing::rememberedAfter([this] { return printResidentsDocument(); }, *m_chain, ofAResident());
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
            testing::rememberedAfter([this] { return printResidentsDocument(); }, *m_chain, ofAResident(), 1);
        if (!memory.whyNot.isEmpty())
            QSKIP(qPrintable(memory.whyNot));
        QVERIFY(memory.isDone && !memory.found.isEmpty());
    }

    void knowsThatADocumentThatWaitedTooLongWasNeverSent()
    {
        const int job = newJob();
        const auto first = m_chain->send(protocol::command::kSendDocument, document(job, 4));
        const auto second =
            m_chain->run(protocol::command::kSendDocument, document(job, 1), std::chrono::milliseconds(200));
        QVERIFY(second.has_value());
        QCOMPARE(second->code, CompletionCode::TimeOut);
        QVERIFY(second->isSurelyUndone());
        QTRY_VERIFY_WITH_TIMEOUT(first->has_value(), 20000);
        QVERIFY((*first)->ok());
        QCOMPARE(sheets(), 1);
    }

    void refusesACertificateOfNoBytes()
    {
        auto nothing = document(newJob(), 1);
        nothing["data"] = "";
        const auto done = m_chain->run(protocol::command::kSendDocument, nothing);
        QVERIFY(done.has_value());
        QCOMPARE(done->code, CompletionCode::InvalidData);
        QVERIFY(done->isSurelyUndone());
        QCOMPARE(sheets(), 0);
    }

    void reportsStatusInXfsWords()
    {
        m_printer->control({{"do", "paper"}, {"state", "low"}});
        m_printer->control({{"do", "toner"}, {"state", "out"}});
        const auto& proxy = m_chain->proxy();
        QTRY_COMPARE_WITH_TIMEOUT(proxy.status().at("printer").at("paper").value("upper", ""), std::string("low"),
                                  8000);
        QTRY_COMPARE_WITH_TIMEOUT(proxy.status().at("printer").value("toner", ""), std::string("out"), 8000);
    }
};

BANSHI_TEST(DocumentChainTest)
#include "document_chain_test.moc"
