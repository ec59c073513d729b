// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_actions.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"
#include "more_actions.h"
#include "street_status.h"
#include "street_window.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace banshi::journeys;

/// The list of what a person can do, over a world that was never started: nobody answers.
class StreetActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAWordInBothLanguagesForEverything()
    {
        World world(nowhere());
        for (const StreetAction& action : streetActions(callsIn(world)))
        {
            QVERIFY2(isTranslated(action.group), qPrintable(action.group));
            if (!action.label.english.startsWith(u'%')) // the name of a process
                QVERIFY2(isTranslated(action.label.english), qPrintable(action.label.english));
        }
    }

    void givesEveryActionAnIdOfItsOwn()
    {
        World world(nowhere());
        QSet<QString> ids;
        const StreetActions actions = streetActions(callsIn(world));
        for (const StreetAction& action : actions)
            ids << action.id;
        QCOMPARE(static_cast<std::size_t>(ids.size()), actions.size());
    }

    void saysThatNobodyAnswers()
    {
        World world(nowhere());
        const StreetActions actions = streetActions(callsIn(world));
        std::optional<StreetAnswer> told;
        actionOf(actions, "slip.jam").act([&told](const StreetAnswer& answer) { told = answer; });
        QTRY_VERIFY(told);
        QVERIFY(!told->ok);
        QCOMPARE(m_words.say(told->sentence.english, Tongue::Chinese), QStringLiteral("没有应答"));
        QVERIFY(faultActions(callsIn(world), m_words).empty());
        QVERIFY(!simulatorsOf(world).empty());
    }

    void tellsAlsoOfASilentStreetWhatIsGoingOn()
    {
        const QTemporaryDir folder;
        World world(placesOf({}, {}, folder.path()));
        QVERIFY(QDir().mkpath(world.runFolder()));
        FakeSimulator silent({});
        silent.isSilent = true;
        QVERIFY(silent.listen(world.control(QStringLiteral("a4"))));
        StreetCalls calls(world, kShort);
        QStringList seen;
        tellStatus(calls, [&seen](const std::vector<StreetSentence>& told) {
            for (const StreetSentence& sentence : told)
                seen << sentence.english;
        });
        QTRY_COMPARE(seen,
                     (QStringList{QStringLiteral("Screen: none"), QStringLiteral("gateway: none"),
                                  QStringLiteral("slip printer: no answer"), QStringLiteral("A4 printer: no answer")}));
        for (const QString& sentence : seen)
            QVERIFY2(isTranslated(sentence), qPrintable(sentence));
    }

    void goesOnPaintingWhileASimulatorSaysNothing()
    {
        const QTemporaryDir folder;
        World world(placesOf({}, {}, folder.path()));
        QVERIFY(QDir().mkpath(world.runFolder()));
        FakeSimulator slips({});
        FakeSimulator sheets({});
        slips.isSilent = true;
        QVERIFY(slips.listen(world.control(QStringLiteral("receipt"))));
        QVERIFY(sheets.listen(world.control(QStringLiteral("a4"))));
        const auto calls = callsIn(world);
        const StreetWindow window(streetActions(calls),
                                  [calls](const StreetWindow::StatusTold& told) { tellStatus(*calls, told); }, {});
        const auto* answer = window.findChild<QLabel*>(QStringLiteral("street.answer"));
        int turns = 0;
        QTimer loop;
        connect(&loop, &QTimer::timeout, [&turns] { ++turns; });
        loop.start(0);
        window.findChild<QPushButton*>(QStringLiteral("street.slip.jam"))->click();
        window.findChild<QPushButton*>(QStringLiteral("street.a4.jam"))->click();
        QTRY_COMPARE(answer->text(), QStringLiteral("The next sheet jams."));
        QVERIFY(turns > 0);
        QTRY_COMPARE(answer->text(), QStringLiteral("Slip: next one jams: did not work (nobody answers)"));
        QVERIFY(!sheets.orders.isEmpty());
    }

private:
    static constexpr std::chrono::milliseconds kShort{50};

    static std::shared_ptr<StreetCalls> callsIn(World& world) { return std::make_shared<StreetCalls>(world, kShort); }
    static const StreetAction& actionOf(const StreetActions& actions, const char* id)
    {
        return *std::ranges::find(actions, QString::fromLatin1(id), &StreetAction::id);
    }
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
