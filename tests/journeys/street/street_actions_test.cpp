// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_actions.h"

#include "banshi/testing/suite.h"
#include "more_actions.h"

#include <QSet>
#include <QTest>

using namespace banshi::journeys;

/// The list of what a person can do, over a world that was never started: nobody answers.
class StreetActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAWordInBothLanguagesForEverything()
    {
        World world(nowhere());
        for (const StreetAction& action : streetActions(world))
        {
            QVERIFY2(isTranslated(action.group), qPrintable(action.group));
            if (!action.label.english.startsWith(u'%')) // the name of a process
                QVERIFY2(isTranslated(action.label.english), qPrintable(action.label.english));
        }
        for (const StreetSentence& sentence : streetStatus(world))
            QVERIFY2(isTranslated(sentence.english), qPrintable(sentence.english));
    }

    void givesEveryActionAnIdOfItsOwn()
    {
        World world(nowhere());
        QSet<QString> ids;
        const StreetActions actions = streetActions(world);
        for (const StreetAction& action : actions)
            ids << action.id;
        QCOMPARE(static_cast<std::size_t>(ids.size()), actions.size());
    }

    void saysThatNobodyAnswers()
    {
        World world(nowhere());
        for (const StreetAction& action : streetActions(world))
            if (action.id == QLatin1String("slip.jam"))
            {
                const StreetAnswer answer = action.act();
                QVERIFY(!answer.ok);
                QCOMPARE(m_words.say(answer.sentence.english, Tongue::Chinese), QStringLiteral("没有应答"));
            }
        QVERIFY(faultActions(simulatorsOf(world), m_words).empty());
        QVERIFY(!simulatorsOf(world).empty());
    }

private:
    // With every device in it.
    static WorldPlaces nowhere()
    {
        WorldPlaces places = placesOf({}, {}, QStringLiteral("nowhere"));
        places.everyDevice = true;
        return places;
    }
    bool isTranslated(const QString& english) const { return m_words.say(english, Tongue::Chinese) != english; }

    StreetWords m_words;
};

BANSHI_TEST(StreetActionsTest)
#include "street_actions_test.moc"
