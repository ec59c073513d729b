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
    const Entry m_entry{"PAY0000001", 3650, false, Mark{7, 7}};

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
        QVERIFY(next.pending({}) == open);
    }

    void remembersHowTheLastOneEnded()
    {
        ZvtLedger ledger(file());
        QVERIFY(ledger.begin(m_entry).ok());
        ledger.finish(m_entry, {sdk::PaymentState::Approved, {}, 3650, "0008|000008", {}}, Mark{8, 8});
        const ZvtLedger next(file());
        QVERIFY(next.pending({}) == nullptr);
        QVERIFY(next.done("PAY0000001") != nullptr);
        QCOMPARE(next.done("PAY0000001")->terminalReference, std::string("0008|000008"));
        QCOMPARE(next.referenceOf({8, 8}), std::string("PAY0000001"));
        QCOMPARE(next.referenceOf({9, 9}), std::string());
    }

    void doesNotBeginWhatItCannotWriteDown()
    {
        ZvtLedger ledger(m_folder.filePath(QStringLiteral("no/such/folder/ledger.json")).toStdString());
        const auto begun = ledger.begin(m_entry);
        QVERIFY(!begun.ok());
        QCOMPARE(begun.failure().code, sdk::ErrorCode::InternalError);
        QVERIFY(ledger.pending({}) == nullptr);
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
            QVERIFY(ledger.pending({}) == nullptr);
            QVERIFY(ledger.begin(m_entry).ok());
        }
    }
};

BANSHI_TEST(ZvtLedgerTest)
#include "zvt_ledger_test.moc"
