// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/formats.h"

#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;

class FormatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatHasTheFormat_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("text");
        const auto rows = [](const char* format, std::initializer_list<const char*> texts) {
            for (const char* text : texts)
                QTest::addRow("%s %s", format, text) << QByteArray(format) << QByteArray(text);
        };
        rows("uscc", {"91350100M000100Y43", "12441500196720244T", "11370800MB28559184"});
        rows("cn-mobile", {"13800138000", "19912345678"});
        rows("bank", {"6222020000000000000", "4111111111111111"});
        rows("acct", {"123456", "00000000000000000001"});
        rows("plate", {"粤B12345", "粤BD12345", "粤B1234警", "粤O12345", "京A1234使"});
        rows("country-a3", {"CHN", "JPN", "ZWE"});
        rows("card-date", {"19900101", "20000229"});
        rows("card-end", {"20361231", "长期"});
        rows("ym", {"2026-03", "1999-12"});
        rows("utc", {"2026-11-24T18:20:46.000Z", "2026-11-24T18:20:46Z"});
        rows("uuid7", {"0190a6b8-0000-7000-8000-000000000000"});
        rows("sha256", {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"});
        rows("epoch", {"0123456789abcdef"});
        rows("base64", {"", "QQ==", "QUI=", "QUJD"});
        rows("handle", {"SZ-FT-0417", "a", "order.1_2"});
        rows("item-id", {"utl.water", "pol.no-crime", "grid"});
        rows("code", {"identity.otpWrong", "queue.client.timedOut"});
        rows("cn-id", {"440399199001010018"});
        rows("card-number", {"USA440190010101"});
        rows("cn-name", {"张三"});
    }

    void acceptsWhatHasTheFormat()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, text);
        QVERIFY(hasFormat(format.toStdString(), text.toStdString()));
    }

    void refusesWhatHasNotTheFormat_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("text");
        const auto rows = [](const char* format, std::initializer_list<const char*> texts) {
            for (const char* text : texts)
                QTest::addRow("%s %s", format, text) << QByteArray(format) << QByteArray(text);
        };
        rows("uscc", {"91350100M000100Y44", "91350100M000100Y4", "91350100I000100Y43", "9135010AM000100Y43"});
        rows("cn-mobile", {"12800138000", "1380013800", "138001380001", "1380013800a", "+8613800138000"});
        rows("bank", {"6222020000000000009", "411111111111111", "4111 1111 1111 1111"});
        rows("acct", {"12345", "000000000000000000001", "12A456", ""});
        rows("plate", {"粤B1234", "粤BI2345", "粤B123O5", "XB12345", "粤B12345678", "粤B12345警", "粤b12345", "\xff"});
        rows("country-a3", {"XXX", "chn", "CH", " CH", "N A"});
        rows("card-date", {"19900230", "1990010", "18491231", "长期"});
        rows("card-end", {"", "永久", "20261301"});
        rows("ym", {"2026-13", "2026-00", "2026/03", "1849-01", "202603"});
        rows("utc", {"2026-11-24T18:20:46+08:00", "2026-11-24", "2026-02-30T00:00:00Z", ""});
        rows("uuid7", {"0190a6b8-0000-4000-8000-000000000000", ""});
        rows("sha256", {"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", "00"});
        rows("base64", {"Q", "QQ=", "====", "QQ==QUJD", "QU-D"});
        rows("handle", {"", ".", "..", "a/b", "a b", "号"});
        rows("item-id", {"", ".a", "a.", "a..b", "A.b", "-a"});
        rows("fen", {"100"});
        rows("nonsense", {"100"});
    }

    void refusesWhatHasNotTheFormat()
    {
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, text);
        QVERIFY(!hasFormat(format.toStdString(), text.toStdString()));
    }

    void boundsMoney()
    {
        QVERIFY(hasFormat("fen", std::int64_t{0}));
        QVERIFY(hasFormat("fen", std::int64_t{2'000'000'000}));
        QVERIFY(!hasFormat("fen", std::int64_t{2'000'000'001}));
        QVERIFY(!hasFormat("fen", std::int64_t{-1}));
    }

    void normalisesMobiles()
    {
        QCOMPARE(normaliseMobile("+86 138-0013 8000"), std::string("13800138000"));
        QCOMPARE(normaliseMobile("138 0013 8000"), std::string("13800138000"));
    }

    void listsItsFormats()
    {
        QVERIFY(formatNames().size() >= 21);
        for (const auto name : formatNames())
            QVERIFY(isFormat(name));
    }
};

BANSHI_TEST(FormatsTest)
#include "formats_test.moc"
