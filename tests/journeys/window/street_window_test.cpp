// SPDX-License-Identifier: GPL-3.0-or-later
#include "street_window.h"

#include "banshi/testing/suite.h"
#include "fake_street.h"

#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace banshi::journeys;

class StreetWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryActionAButtonUnderItsHeading()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), [] { return QString(); });
        QCOMPARE(window.findChildren<QPushButton*>().size(), 3);
        QCOMPARE(window.findChildren<QGroupBox*>().size(), 2);
        for (const StreetAction& action : street.actions())
        {
            const QPushButton* button = buttonOf(window, action.id);
            QVERIFY2(button != nullptr, qPrintable(action.id));
            QCOMPARE(button->text(), action.label);
            QCOMPARE(qobject_cast<QGroupBox*>(button->parentWidget())->title(), action.group);
        }
    }

    void doesWhatTheButtonSaysAndShowsTheAnswer()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), [] { return QString(); });
        buttonOf(window, QStringLiteral("card.lift"))->click();
        QCOMPARE(street.acts, QStringList{QStringLiteral("card.lift")});
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("The card is gone."));
    }

    void showsWhyAnActionFailed()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(), [] { return QString(); });
        buttonOf(window, QStringLiteral("slip.jam"))->click();
        QCOMPARE(labelOf(window, "street.answer"), QStringLiteral("Did not work: nobody answers"));
    }

    void showsWhatIsGoingOnAfterEachAction()
    {
        FakeStreet street;
        const StreetWindow window(street.actions(),
                                  [&street] { return QStringLiteral("%1 done").arg(street.acts.size()); });
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("0 done"));
        buttonOf(window, QStringLiteral("card.place"))->click();
        QCOMPARE(labelOf(window, "street.status"), QStringLiteral("1 done"));
    }

    void startsNothingElseWhileAnActionRuns()
    {
        FakeStreet street;
        int asked = 0;
        StreetWindow window(street.actions(), [&asked] { return QString::number(++asked); });
        const int before = asked;
        int askedMeanwhile = 0;
        street.whileActing = [&] {
            buttonOf(window, QStringLiteral("card.lift"))->click();
            window.refresh();
            askedMeanwhile = asked - before;
        };
        buttonOf(window, QStringLiteral("card.place"))->click();
        QCOMPARE(street.acts, QStringList{QStringLiteral("card.place")});
        QCOMPARE(askedMeanwhile, 0);
        street.whileActing = nullptr;
        buttonOf(window, QStringLiteral("card.lift"))->click();
        QCOMPARE(street.acts.size(), 2);
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
