// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/gpio_lines.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::indicator_gpio;

/// libgpiod itself, as far as it can be tried without a chip.
class ChipLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasNoLineOfAChipThatIsNotThere()
    {
        const auto lines = chipLines();
        for (const char* chip : {"gpiochip4095", "no-such-label", "null"}) // /dev/null is a node and no chip
        {
            const GpioLine line{chip, 1, Bias::PullUp};
            QVERIFY2(!lines->read(line), chip);
            QVERIFY2(!lines->write(line, 1), chip);
            QVERIFY2(!lines->isHeld(line), chip);
        }
        lines->release();
    }
};

BANSHI_TEST(ChipLinesTest)
#include "chip_lines_test.moc"
