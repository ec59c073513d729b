// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/widgets/button.h"

#include <QSignalSpy>
#include <QTest>

using namespace banshi::ui;
using widgets::Button;
using widgets::ButtonKind;

class ButtonTest : public QObject
{
    Q_OBJECT

    widgets::Look m_look{theme::Panel(QSizeF(268, 476), QSize(1080, 1920))};

private Q_SLOTS:
    void actsWhenTheFingerIsLiftedInside()
    {
        Button button(m_look, ButtonKind::Main, QStringLiteral("foot.next"));
        button.resize(200, 100);
        button.show();
        QSignalSpy clicked(&button, &Button::clicked);
        QTest::mousePress(&button, Qt::LeftButton, {}, QPoint(100, 50));
        QCOMPARE(clicked.count(), 0);
        QTest::mouseRelease(&button, Qt::LeftButton, {}, QPoint(100, 50));
        QCOMPARE(clicked.count(), 1);
    }
    void doesNothingWhenTheFingerSlidesOff()
    {
        Button button(m_look, ButtonKind::Main, QStringLiteral("foot.next"));
        button.resize(200, 100);
        button.show();
        QSignalSpy clicked(&button, &Button::clicked);
        QTest::mousePress(&button, Qt::LeftButton, {}, QPoint(100, 50));
        QTest::mouseMove(&button, QPoint(100, 300));
        QTest::mouseRelease(&button, Qt::LeftButton, {}, QPoint(100, 300));
        QCOMPARE(clicked.count(), 0);
    }
    void growsWithTheTextAndKeepsItsLeastHeight()
    {
        Button button(m_look, ButtonKind::Second, QStringLiteral("b"));
        button.setLeastHeight(25);
        button.setLabel(i18n::Text::both(QStringLiteral("不想刷脸，换一种方式"), QStringLiteral("Another way")));
        QCOMPARE(button.heightForWidth(button.sizeHint().width()), m_look.px(25));
        QVERIFY(button.heightForWidth(button.sizeHint().width() / 3) > m_look.px(25));
        QVERIFY(button.spots().front().words.startsWith(QStringLiteral("不想")));
    }
    void saysItsNameToAssistiveTechnology()
    {
        Button button(m_look, ButtonKind::Quiet, QStringLiteral("b"));
        button.setLabel(i18n::Text::both(QStringLiteral("结束"), QStringLiteral("Finish")));
        QCOMPARE(button.accessibleName(), QStringLiteral("结束"));
        m_look.setLanguage(i18n::Language::English);
        QCOMPARE(button.accessibleName(), QStringLiteral("Finish"));
        m_look.setLanguage(i18n::Language::Chinese);
    }
};

BANSHI_TEST(ButtonTest)
#include "button_test.moc"
