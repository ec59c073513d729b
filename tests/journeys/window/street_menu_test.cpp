// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_menu.h"

#include "banshi/testing/suite.h"
#include "fake_street.h"

#include <QTest>

using namespace banshi::journeys;

class StreetMenuTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryActionWithItsNumberUnderItsHeading()
    {
        FakeStreet street;
        QCOMPARE(
            StreetMenu(street.actions()).text(),
            QStringLiteral("\nCard\n   1  Lay the card down\n   2  Lift the card\n\nPrinter\n   3  Jam the printer\n"));
    }

    void picksTheActionOfANumberOrAnId()
    {
        FakeStreet street;
        const StreetMenu menu(street.actions());
        QCOMPARE(answerOf(menu, QStringLiteral("2\n")).sentence.text(), QStringLiteral("The card is gone."));
        QCOMPARE(answerOf(menu, QStringLiteral("card.place")).sentence.text(), QStringLiteral("The card lies there."));
        QCOMPARE(street.acts, (QStringList{QStringLiteral("card.lift"), QStringLiteral("card.place")}));
    }

    void tellsWhyAnActionFailed()
    {
        FakeStreet street;
        const StreetAnswer answer = answerOf(StreetMenu(street.actions()), QStringLiteral("3"));
        QVERIFY(!answer.ok);
        QCOMPARE(answer.sentence.text(), QStringLiteral("nobody answers"));
    }

    void doesNothingForALineThatIsNotInTheList_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line : {"", "0", "4", "-1", "1 2", "card", "99999999999999999999"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void doesNothingForALineThatIsNotInTheList()
    {
        QFETCH(QString, line);
        FakeStreet street;
        const StreetAnswer answer = answerOf(StreetMenu(street.actions()), line);
        QVERIFY(!answer.ok);
        QVERIFY(answer.sentence.text().contains(line));
        QVERIFY(street.acts.isEmpty());
    }

private:
    static StreetAnswer answerOf(const StreetMenu& menu, const QString& line)
    {
        StreetAnswer told{true, QStringLiteral("was told nothing")};
        menu.obey(line, [&told](const StreetAnswer& answer) { told = answer; });
        return told;
    }
};

BANSHI_TEST(StreetMenuTest)
#include "street_menu_test.moc"
