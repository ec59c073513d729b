// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payer_code.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::protocol;

class PayerCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheRailByPrefixAndLength_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("rail");
        const auto digits = [](const char* prefix, int length) {
            return QString::fromLatin1(prefix).leftJustified(length, u'7');
        };
        for (const char* prefix : {"10", "11", "12", "13", "14", "15"})
            QTest::newRow(prefix) << digits(prefix, 18) << QStringLiteral("weChat");
        for (const char* prefix : {"25", "26", "27", "28", "29", "30"})
            for (const int length : {16, 18, 24})
                QTest::newRow(prefix) << digits(prefix, length) << QStringLiteral("alipay");
        QTest::newRow("UnionPay") << digits("62", 19) << QStringLiteral("unionPay");
        QTest::newRow("face token") << QStringLiteral("fp") + QString(33, u'a') << QStringLiteral("alipay");
        QTest::newRow("WeChat, too long") << digits("13", 19) << QString();
        QTest::newRow("below WeChat") << digits("09", 18) << QString();
        QTest::newRow("above WeChat") << digits("16", 18) << QString();
        QTest::newRow("a serial number") << digits("25", 15) << QString();
        QTest::newRow("a long serial number") << digits("28", 25) << QString();
        QTest::newRow("a bank card of 16 digits") << digits("62", 16) << QString();
        QTest::newRow("an identity number") << QStringLiteral("440399199001010018") << QString();
        QTest::newRow("a letter in it") << digits("13", 17) + u'X' << QString();
        QTest::newRow("short face token") << QStringLiteral("fp") + QString(32, u'a') << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("one digit") << QStringLiteral("1") << QString();
        QTest::newRow("an address") << QStringLiteral("https://qr.example/1334567890") << QString();
    }
    void tellsTheRailByPrefixAndLength()
    {
        QFETCH(QString, code);
        QFETCH(QString, rail);
        QCOMPARE(QString::fromStdString(std::string(text(payerRailOf(code.toStdString())))), rail);
    }
};

BANSHI_TEST(PayerCodeTest)
#include "payer_code_test.moc"
