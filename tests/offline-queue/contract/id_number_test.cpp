// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/id_number.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::queue::contract;
using namespace std::chrono_literals;

class IdNumberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsNumbersOfEveryKind_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* number, IdNumberKind kind) {
            QTest::newRow(number) << QByteArray(number) << static_cast<int>(kind);
        };
        row("440399199001010018", IdNumberKind::Resident);
        row("44039919850615002X", IdNumberKind::Resident);
        row("440399200002290037", IdNumberKind::Resident);
        row("440399193512310082", IdNumberKind::Resident);
        row("11010519491231002X", IdNumberKind::Resident); // the standard's own examples
        row("440524188001010014", IdNumberKind::Resident);
        row("830000198808080017", IdNumberKind::HkMoTwPermit);
        row("944010199001010014", IdNumberKind::ForeignResident);
        row("USA440190010101", IdNumberKind::ForeignResident2017);
    }

    void acceptsNumbersOfEveryKind()
    {
        QFETCH(QByteArray, number);
        QFETCH(int, kind);
        const auto found = classifyIdNumber(number.toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(static_cast<int>(*found), kind);
    }

    void refusesWrongNumbers_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::newRow("check character") << QByteArray("440399199001010017");
        QTest::newRow("no such day") << QByteArray("440399200102290037");
        QTest::newRow("old form") << QByteArray("440399900101001");
        QTest::newRow("small x") << QByteArray("44039919850615002x");
        QTest::newRow("no such province") << QByteArray("990399199001010018").replace(0, 2, "16");
        QTest::newRow("letters") << QByteArray("44039919900101OO18");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("too long") << QByteArray("4403991990010100180");
    }

    void refusesWrongNumbers()
    {
        QFETCH(QByteArray, number);
        QVERIFY(!isCardNumber(number.toStdString()));
        QVERIFY(!isIdNumber(number.toStdString()));
    }

    void noticesEverySingleWrongDigit()
    {
        const std::string right = "440399199001010018";
        for (std::size_t at = 0; at < right.size(); ++at)
        {
            for (char digit = '0'; digit <= '9'; ++digit)
            {
                std::string wrong = right;
                wrong[at] = digit;
                QCOMPARE(isIdNumber(wrong), wrong == right);
            }
        }
    }

    void refusesBirthdaysInTheFutureOnlyWhenTheDayIsKnown()
    {
        const Day before(2000y, std::chrono::February, 28d);
        QVERIFY(!isIdNumber("440399200002290037", before));
        QVERIFY(isIdNumber("440399200002290037", Day(2000y, std::chrono::February, 29d)));
        QVERIFY(isIdNumber("440399200002290037"));
    }

    void trustsNoUntrustedClock()
    {
        banshi::testing::ManualClock clock;
        QCOMPARE(*trustedToday(clock), Day(2026y, std::chrono::January, 1d));
        clock.setWall(banshi::base::UtcTime{}, false);
        QVERIFY(!trustedToday(clock).has_value());
    }

    void countsDaysInChina()
    {
        banshi::testing::ManualClock clock;
        clock.advance(16h);
        QCOMPARE(*trustedToday(clock), Day(2026y, std::chrono::January, 2d));
    }

    void normalisesWhatPeopleType()
    {
        QCOMPARE(normaliseIdNumber(" 440399 19850615 002x"), std::string("44039919850615002X"));
    }
};

BANSHI_TEST(IdNumberTest)
#include "id_number_test.moc"
