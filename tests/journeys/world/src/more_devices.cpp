// SPDX-License-Identifier: GPL-3.0-or-later
#include "more_devices.h"

namespace banshi::journeys
{

namespace
{

constexpr const char* kLight = "class/leds/reader/brightness";
constexpr const char* kDoor = "class/gpio/gpio22/value";

QString text(const char* words)
{
    return QString::fromLatin1(words);
}

std::vector<MoreDevice> withPlaceholders()
{
    const QString light = text(kLight);
    const QString door = text(kDoor);
    return {
        {text("scanner"),
         text("BarcodeReader"),
         text("scanner-serial"),
         text("serial:%run/scanner.tty"),
         text("trigger = \"serial\", aim = true"),
         {text("--tty"), text("%run/scanner.tty"), text("--triggered"), text("--aim")}},
        {text("hidpos"),
         text("BarcodeReader"),
         text("scanner-hidpos"),
         text("usb-hid:%run/hidpos.hid"),
         text("trigger = \"hid\""),
         {text("--hid"), text("%run/hidpos.hid"), text("--triggered")}},
        {text("keypad"),
         text("Keypad"),
         text("keypad-hid"),
         text("evdev:%run/keypad.event"),
         text("keys = [\"28=enter\"]"),
         {text("--node"), text("%run/keypad.event")}},
        {text("fingerprint"),
         text("BiometricReader"),
         text("fingerprint"),
         text("serial:%run/fingerprint.tty"),
         {},
         {text("--tty"), text("%run/fingerprint.tty")}},
        {text("indicator"),
         text("Indicators"),
         text("indicator-gpio"),
         text("sysfs:%run/sys"),
         QStringLiteral("lights = [\"cardReader=%1 0:255\"], sensors = [\"cabinetDoor=%2 0:closed 1:open\"]")
             .arg(light, door),
         {text("--root"), text("%run/sys"), text("--light"), light, text("--sensor"), door + text("=0")}},
        {text("payterm"),
         text("PaymentTerminal"),
         text("payterm-nexo"),
         text("tcp:localhost:%port"),
         text("poi_id = \"V400m-1\""),
         {text("--port-file"), text("%run/payterm.port")}},
        {text("zvt"),
         text("PaymentTerminal"),
         text("payterm-zvt"),
         text("tcp:localhost:%port"),
         {},
         {text("--port-file"), text("%run/zvt.port")}},
        {text("smartcard"),
         text("CardReader"),
         text("smartcard-pcsc"),
         text("pcsc:Virtual PCD"),
         text("socket = \"%run/pcscd\""),
         {text("--socket"), text("%run/pcscd")}},
    };
}

} // namespace

std::vector<MoreDevice> moreDevices(const QString& runFolder)
{
    auto all = withPlaceholders();
    for (MoreDevice& device : all)
    {
        for (QString* words : {&device.connection, &device.options})
            words->replace(QLatin1String("%run"), runFolder);
        device.arguments.replaceInStrings(QStringLiteral("%run"), runFolder);
    }
    return all;
}

} // namespace banshi::journeys
