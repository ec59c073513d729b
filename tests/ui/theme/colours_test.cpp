// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/theme/colours.h"

#include <QTest>

using namespace banshi::ui::theme;

class ColoursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheContrastOfBlackOnWhite()
    {
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21) < 0.01);
        QVERIFY(qAbs(contrast(Qt::white, Qt::white) - 1) < 0.01);
    }
    void textsStandOutInEveryScheme_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("day") << static_cast<int>(Scheme::Day);
        QTest::newRow("high contrast") << static_cast<int>(Scheme::HighContrast);
        QTest::newRow("night") << static_cast<int>(Scheme::Night);
    }
    void textsStandOutInEveryScheme()
    {
        QFETCH(int, scheme);
        const Colours colours = Colours::of(static_cast<Scheme>(scheme));
        for (const QColor& ground : {colours.paper, colours.card, colours.tint})
            QVERIFY2(contrast(colours.ink, ground) >= 10, qPrintable(ground.name()));
        for (const QColor& ground : {colours.paper, colours.card})
        {
            QVERIFY2(contrast(colours.secondary, ground) >= 10, qPrintable(ground.name()));
            QVERIFY2(contrast(colours.primary, ground) >= 10, qPrintable(ground.name()));
            QVERIFY2(contrast(colours.disabled, ground) >= 4.5, qPrintable(ground.name()));
        }
        QVERIFY(contrast(colours.onPrimary, colours.primary) >= 10);
        for (const Tone tone : {Tone::Plain, Tone::Good, Tone::Wait, Tone::Bad})
            QVERIFY2(contrast(colours.toned(tone).text, colours.toned(tone).ground) >= 10,
                     qPrintable(colours.toned(tone).ground.name()));
    }
};

BANSHI_TEST(ColoursTest)
#include "colours_test.moc"
