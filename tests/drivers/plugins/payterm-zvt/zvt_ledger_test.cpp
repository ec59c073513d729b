// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_ledger.h"

#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::payterm_zvt;

class ZvtLedgerTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] std::string file() const { return m_folder.filePath(QStringLiteral("ledger.json")).toStdString(); }
    const Entry m_entry{"PAY0000001", 3650, false, Mark{7, 7}, false};

private Q_SLOTS:
    void cleanup() { QFile::remove(QString::fromStdString(file())); }

    void remembersAnOpenPaymentForTheNextProcess()
    {
        QVERIFY(ZvtLedger(file()).begin(m_entry).ok());
        const ZvtLedger next(file());
        const Entry* const open = next.pending("PAY0000001");
        QVERIFY(open != nullptr);
        QCOMPARE(open->amountFen, std::int64_t(3650));
        QCOMPARE(open->before, std::optional(Mark{7, 7}));
        QVERIFY(next.pending("OTHER") == nullptr);
        QVERIFY(next.last() == open);
    }

    void remembersHowTheLastOneEnded()
    {
        ZvtLedger ledger(file());
        QVERIFY(ledger.begin(m_entry).ok());
        ledger.finish(m_entry, {sdk::PaymentState::Approved, {}, 3650, "0008|000008", {}}, Mark{8, 8});
        const ZvtLedger next(file());
        QVERIFY(next.last() == nullptr);
        QVERIFY(next.done("PAY0000001") != nullptr);
        QCOMPARE(next.done("PAY0000001")->terminalReference, std::string("0008|000008"));
        QCOMPARE(next.referenceOf({8, 8}), std::string("PAY0000001"));
        QCOMPARE(next.referenceOf({9, 9}), std::string());
    }

    void keepsEachPaymentUntilItsEndIsKnown()
    {
        {
            ZvtLedger ledger(file());
            QVERIFY(ledger.begin(m_entry).ok());
            QVERIFY(ledger.begin({"PAY0000002", 100, false, Mark{7, 7}, false}).ok());
        }
        ZvtLedger next(file());
        QVERIFY(next.pending("PAY0000001") != nullptr && next.pending("PAY0000001")->isBuried);
        QCOMPARE(next.last()->reference, std::string("PAY0000002"));
        next.finish(*next.last(), {sdk::PaymentState::Approved, {}, 100, {}, {}}, Mark{8, 8});
        QVERIFY(next.last() == nullptr);
        QVERIFY(next.pending("PAY0000001") != nullptr);
        next.finish(m_entry, {sdk::PaymentState::Declined, {}, 0, {}, {}}, {});
        QVERIFY(next.pending("PAY0000001") == nullptr);
        QVERIFY(next.done("PAY0000001") != nullptr && next.done("PAY0000002") != nullptr);
        QCOMPARE(next.referenceOf({8, 8}), std::string("PAY0000002"));
    }

    void readsTheLedgerOfAnEarlierVersion()
    {
        QFile old(QString::fromStdString(file()));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write(
            R"({"pending":{"reference":"PAY0000001","amountFen":3650,"isReversal":false,"before":null},"done":null})");
        old.close();
        const ZvtLedger ledger(file());
        QVERIFY(ledger.last() != nullptr);
        QCOMPARE(ledger.last()->amountFen, std::int64_t(3650));
    }

    void forgetsTheOldestOfVeryMany()
    {
        ZvtLedger ledger({});
        for (std::size_t i = 0; i <= ZvtLedger::kMostPending; ++i)
            QVERIFY(ledger.begin({std::to_string(i), 1, false, {}, false}).ok());
        QVERIFY(ledger.pending("0") == nullptr && ledger.pending("1") != nullptr);
        for (std::size_t i = 1; i <= ZvtLedger::kMostDone + 1; ++i)
            ledger.finish({std::to_string(i), 1, false, {}, false}, {}, {});
        QVERIFY(ledger.done("1") == nullptr && ledger.done("2") != nullptr);
    }

    void doesNotBeginWhatItCannotWriteDown()
    {
        ZvtLedger ledger(m_folder.filePath(QStringLiteral("no/such/folder/ledger.json")).toStdString());
        const auto begun = ledger.begin(m_entry);
        QVERIFY(!begun.ok());
        QCOMPARE(begun.failure().code, sdk::ErrorCode::InternalError);
        QVERIFY(ledger.last() == nullptr);
    }

    void startsAnewFromADamagedFile()
    {
        for (const char* content : {"", "[]", "{}", "{\"pending\": 7}", "{\"pending\": {\"reference\": 1}}", "\x01"})
        {
            QFile damaged(QString::fromStdString(file()));
            QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
            damaged.write(content);
            damaged.close();
            ZvtLedger ledger(file());
            QVERIFY(ledger.last() == nullptr);
            QVERIFY(ledger.begin(m_entry).ok());
        }
    }
};

BANSHI_TEST(ZvtLedgerTest)
#include "zvt_ledger_test.moc"
