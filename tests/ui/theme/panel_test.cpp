// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/theme/panel.h"

#include <QTest>

using banshi::ui::theme::Panel;

class PanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsMillimetresIntoPixelsOfThePanel_data()
    {
        QTest::addColumn<QSizeF>("millimetres");
        QTest::addColumn<double>("length");
        QTest::addColumn<int>("pixels");
        // The table of panels in the research notes: px/mm 4.03, 3.21, 2.71, 2.02 at 1080 x 1920.
        QTest::newRow("21.5 inch, least target") << QSizeF(268, 476) << 12.7 << 51;
        QTest::newRow("21.5 inch, key") << QSizeF(268, 476) << 20.0 << 81;
        QTest::newRow("27 inch, key") << QSizeF(336, 598) << 20.0 << 64;
        QTest::newRow("32 inch, main button") << QSizeF(398, 708) << 25.0 << 68;
        QTest::newRow("43 inch, main button") << QSizeF(535, 952) << 25.0 << 50;
    }
    void turnsMillimetresIntoPixelsOfThePanel()
    {
        QFETCH(QSizeF, millimetres);
        QFETCH(double, length);
        QFETCH(int, pixels);
        QCOMPARE(Panel(millimetres, QSize(1080, 1920)).px(length), pixels);
    }
    void neverLosesALineThatIsThere()
    {
        QCOMPARE(Panel(QSizeF(535, 952), QSize(270, 480)).px(0.4), 1);
        QCOMPARE(Panel(QSizeF(535, 952), QSize(270, 480)).px(0), 0);
    }
    void comesBackToMillimetres()
    {
        const Panel panel(QSizeF(268, 476), QSize(1080, 1920));
        QVERIFY(qAbs(panel.mm(panel.px(100)) - 100) < 0.2);
    }
};

BANSHI_TEST(PanelTest)
#include "panel_test.moc"
