// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_window.h"

#include "banshi/testing/suite.h"
#include "fake_simulator.h"
#include "fake_street.h"

#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace banshi::journeys;

namespace
{

void noStatus(const StreetWindow::StatusTold& told)
{
    told({});
}

} // namespace

class StreetWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryActionAButtonUnderItsHeading()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), noStatus, {});
        QCOMPARE(window.findChildren<QPushButton*>().size(), 4); // the language has one, too
        QCOMPARE(window.findChildren<QGroupBox*>().size(), 2);   // no fault has one: no simulator is named
        for (const StreetAction& action : street.actions())
        {
            const QPushButton* button = buttonOf(window, action.id);
            QVERIFY2(button != nullptr, qPrintable(action.id));
            QCOMPARE(button->text(), action.label.text());
            QCOMPARE(qobject_cast<QGroupBox*>(button->parentWidget())->title(), action.group);
        }
    }

    void doesWhatTheButtonSaysAndShowsTheAnswer()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), noStatus, {});
        buttonOf(window, QStringLiteral("card.lift"))->click();
        QCOMPARE(street.acts, QStringList{QStringLiteral("card.lift")});
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("The card is gone."));
    }

    void showsWhyAnActionFailed()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), noStatus, {});
        buttonOf(window, QStringLiteral("slip.jam"))->click();
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("Jam the printer: did not work (nobody answers)"));
    }

    void showsWhatIsGoingOnAfterEachAction()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(),
                                  [&street](const StreetWindow::StatusTold& told) {
                                      told({{QStringLiteral("%1 done"), QString::number(street.acts.size())}});
                                  },
                                  {});
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("0 done"));
        buttonOf(window, QStringLiteral("card.place"))->click();
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("1 done"));
    }

    void leavesTheOtherButtonsWhileAnActionRuns()
    {
        FakeStreet street;
        street.isSlow = true;
        const StreetWindow window(street.actions(), noStatus, {});
        auto* place = buttonOf(window, QStringLiteral("card.place"));
        place->click();
        place->click();
        QVERIFY(!place->isEnabled());
        buttonOf(window, QStringLiteral("card.lift"))->click();
        QCOMPARE(street.acts, (QStringList{QStringLiteral("card.place"), QStringLiteral("card.lift")}));
        street.answers[0]();
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("The card lies there."));
        QVERIFY(place->isEnabled());
    }

    void asksForTheStatusOnceUntilItIsTold()
    {
        FakeStreet street;
        int asked = 0;
        StreetWindow::StatusTold later;
        StreetWindow window(street.actions(),
                            [&](const StreetWindow::StatusTold& told) {
                                ++asked;
                                later = told;
                            },
                            {});
        QCOMPARE(asked, 1);
        window.refresh();
        QCOMPARE(asked, 1);
        later({QStringLiteral("gateway: none")});
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("gateway: none"));
        window.speak(Tongue::Chinese); // says what it knows in the other language, without waiting for the next answer
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("网关：无"));
        QCOMPARE(asked, 2);
        later({});
        QTRY_COMPARE(asked, 3); // by itself, a second later
    }

    void takesNoAnswerWhenItIsGone()
    {
        FakeStreet street;
        street.isSlow = true;
        StreetWindow::StatusTold later;
        {
            const StreetWindow window(street.actions(),
                                      [&later](const StreetWindow::StatusTold& told) { later = told; }, {});
            buttonOf(window, QStringLiteral("card.place"))->click();
        }
        street.answers[0]();
        later({QStringLiteral("gateway: none")});
    }

    void speaksTheOtherLanguageAfterATouch()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), noStatus, {});
        auto* language = buttonOf(window, QStringLiteral("language"));
        QCOMPARE(language->text(), QStringLiteral("中文"));
        language->click();
        QCOMPARE(buttonOf(window, QStringLiteral("card.lift"))->text(), QStringLiteral("拿走证件"));
        QCOMPARE(window.windowTitle(), QStringLiteral("办事：街道"));
        buttonOf(window, QStringLiteral("slip.jam"))->click();
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("Jam the printer：没有成功（没有应答）"));
        language->click();
        QCOMPARE(buttonOf(window, QStringLiteral("card.lift"))->text(), QStringLiteral("Lift the card"));
    }

    void showsWhatComesOfAFault()
    {
        FakeStreet street;
        FakeSimulator printer({QStringLiteral("jamBefore")});
        QVERIFY(printer.listen());
        const StreetWindow window(street.actions(), noStatus, {{QStringLiteral("a4"), printer.socketPath()}});
        const auto fault = [&window] { return window.findChild<QPushButton*>(QStringLiteral("fault.a4.jamBefore")); };
        QTRY_VERIFY(fault() != nullptr);
        fault()->click();
        QTRY_COMPARE(labelOf(window, "street.answer"), QStringLiteral("A4 printer, Jams before the sheet: done"));
        buttonOf(window, QStringLiteral("language"))->click();
        QCOMPARE(fault()->text(), QStringLiteral("出纸前卡纸"));
    }

private:
    static QPushButton* buttonOf(const QWidget& window, const QString& id)
    {
        return window.findChild<QPushButton*>(QStringLiteral("street.") + id);
    }
    static QString labelOf(const QWidget& window, const char* name)
    {
        const auto* label = window.findChild<QLabel*>(QString::fromLatin1(name));
        return label == nullptr ? QString() : label->text();
    }
};

BANSHI_TEST(StreetWindowTest)
#include "street_window_test.moc"
