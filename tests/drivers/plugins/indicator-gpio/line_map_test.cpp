// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/line_map.h"

#include "banshi/drivers/plugins/indicator_gpio/node.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::drivers::plugins::indicator_gpio;

class LineMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsALight()
    {
        const auto plain = parseLight("statusBad=class/gpio/gpio17/value");
        QVERIFY(plain && plain->name == "statusBad" && plain->path == "class/gpio/gpio17/value");
        QVERIFY(plain->off == 0 && plain->on == 1);
        const auto bright = parseLight("cardReader=class/leds/reader:green/brightness 0:255");
        QVERIFY(bright && bright->path == "class/leds/reader:green/brightness" && bright->on == 255);
        const auto inverted = parseLight("scanner=class/gpio/gpio4/value 1:0");
        QVERIFY(inverted && inverted->off == 1 && inverted->on == 0);
    }

    void readsASensorAndItsLevels()
    {
        const auto light = parseSensor("ambientLightSensor=bus/iio/devices/iio:device0/in_illuminance_raw 0:veryDark "
                                       "20:dark 100:mediumLight 500:light 5000:veryLight");
        QVERIFY(light && light->levels.size() == 5);
        QCOMPARE(wordFor(*light, -7), std::string("veryDark"));
        QCOMPARE(wordFor(*light, 19), std::string("veryDark"));
        QCOMPARE(wordFor(*light, 20), std::string("dark"));
        QCOMPARE(wordFor(*light, 499), std::string("mediumLight"));
        QCOMPARE(wordFor(*light, 5'000'000'000), std::string("veryLight"));
    }

    void readsLinesOfChips()
    {
        const auto light = parseLight("statusBad=gpio:gpiochip0/17 1:0");
        QVERIFY(light && light->path.empty() && light->gpio && light->off == 1 && light->on == 0);
        QVERIFY((*light->gpio == GpioLine{"gpiochip0", 17, Bias::AsIs}));
        const auto door = parseSensor("cabinetDoor=gpio:1f000d0000.gpio:pinctrl-rp1/22/pullUp 0:closed 1:open");
        QVERIFY(door && door->gpio && (*door->gpio == GpioLine{"1f000d0000.gpio:pinctrl-rp1", 22, Bias::PullUp}));
        const auto tray = parseSensor("outputTray=gpio:INT3450:00/0/pullDown 0:empty 1:notEmpty");
        QVERIFY(tray && tray->gpio && tray->gpio->bias == Bias::PullDown);
    }

    void refusesLinesThatCannotBe()
    {
        for (const char* text : {"a=gpio:", "a=gpio:gpiochip0", "a=gpio:gpiochip0/", "a=gpio:/17", "a=gpio:../17",
                                 "a=gpio:gpiochip0/x", "a=gpio:gpiochip0/-1", "a=gpio:gpiochip0/65536",
                                 "a=gpio:gpiochip0/17/", "a=gpio:gpiochip0/17/pullUp", "a=gpio:gpiochip0/17 0:255"})
            QVERIFY2(!parseLight(text), text);
        for (const char* text : {"a=gpio:gpiochip0/17/up 0:x 1:y", "a=gpio:gpiochip0/17/pullUp/x 0:x 1:y",
                                 "a=gpio:gpiochip0/17 0:x 1:y 2:z", "a=gpio:gpiochip0/17 0:x 5:y"})
            QVERIFY2(!parseSensor(text), text);
    }

    void refusesWhatCannotBeRight()
    {
        for (const char* text : {"", "cardReader", "=class/leds/x/brightness", "cardReader=", "cardReader=/etc/passwd",
                                 "cardReader=class/../../etc/passwd", "cardReader=class//x", "card reader=class/x",
                                 "cardReader=class/x 0:0", "cardReader=class/x 0:on", "cardReader=class/x 0:1 1:0",
                                 "cardReader=class/x one"})
            QVERIFY2(!parseLight(text), text);
        for (const char* text : {"door=class/x", "door=class/x 0:closed", "door=class/x 1:open 0:closed",
                                 "door=class/x 0:closed 0:open", "door=class/x 0:closed 1:", "door=class/x a:b c:d",
                                 "door=class/x 0:closed 1:o/pen", "door=../x 0:closed 1:open"})
            QVERIFY2(!parseSensor(text), text);
    }

    void readsNumbersAsTheKernelWritesThem()
    {
        QVERIFY(parseNumber("1\n") == 1);
        QVERIFY(parseNumber("-40") == -40);
        QVERIFY(parseNumber("4095 \n") == 4095);
        for (const char* text : {"", "\n", "0x1", "1a", "1 2", " 1", "99999999999999999999"})
            QVERIFY2(!parseNumber(text), text);
    }
};

BANSHI_TEST(LineMapTest)
#include "line_map_test.moc"
