// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/theme/theme.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QTest>

using namespace banshi::ui::theme;

class ThemeTest : public QObject
{
    Q_OBJECT

    static Theme theme(int step) { return Theme(Panel(QSizeF(268, 476), QSize(1080, 1920)), step); }

private Q_SLOTS:
    void writesInNotoSansForSimplifiedChinese()
    {
        QCOMPARE(QFontInfo(theme(0).font(Role::Body)).family(), QStringLiteral("Noto Sans CJK SC"));
    }
    void capitalsAreAsHighAsTheRoleSays()
    {
        for (int step = 0; step < kSteps; ++step)
            for (const Role role : {Role::Title, Role::Figure, Role::Heading, Role::Body, Role::Caption})
            {
                const Theme own = theme(step);
                const double high = own.panel().mm(1000) * QFontMetricsF(own.font(role)).capHeight() / 1000;
                QVERIFY2(high >= own.capitalHeight(role) - 0.1 && high <= own.capitalHeight(role) + 0.4,
                         qPrintable(QString::number(high)));
            }
    }
    void bodyHasTheFourSizesOfTheDesign()
    {
        for (const auto& [step, high] : {std::pair(0, 5.2), {1, 6.4}, {2, 7.6}, {3, 8.8}})
            QCOMPARE(theme(step).capitalHeight(Role::Body), high);
    }
    void captionsStayReadable()
    {
        for (int step = 0; step < kSteps; ++step)
            QVERIFY(theme(step).capitalHeight(Role::Caption) >= 4.2);
    }
    void chineseLinesAreOneAndAHalfHigh()
    {
        const QFont font = theme(0).font(Role::Body);
        QVERIFY(qAbs(theme(0).lineHeight(Role::Body) - 1.45 * font.pixelSize()) <= 1);
    }
    void figuresAreTabular()
    {
        const QFontMetricsF metrics(theme(0).font(Role::Figure, QFont::Bold));
        for (const QChar digit : QStringLiteral("023456789"))
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(QLatin1Char('1')));
    }
    void keepsTheStepWithinItsRange()
    {
        QCOMPARE(theme(-1).step(), 0);
        QCOMPARE(theme(9).step(), kSteps - 1);
    }
};

BANSHI_TEST(ThemeTest)
#include "theme_test.moc"
