// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/present_devices.h"

#include "banshi/testing/suite.h"
#include "made_up_sys.h"

#include <QTest>

using namespace banshi::drivers::tool;

/// What is plugged in, read from a made-up folder that looks like /sys.
class PresentDevicesTest : public QObject
{
    Q_OBJECT

    MadeUpSys m_sys;

    [[nodiscard]] std::vector<PresentDevice> present() const { return presentDevices(m_sys.sys(), m_sys.dev()); }

private Q_SLOTS:
    void initTestCase()
    {
        m_sys.usb("pci0/usb1/1-1", "10c4:ea60", "Silicon Labs", "CP2102 bridge");
        m_sys.node("pci0/usb1/1-1/1-1:1.0/ttyUSB3/tty/ttyUSB3", "tty");
        m_sys.link("serial/by-path/pci-0-usb-0:1:1.0-port0", "../../ttyUSB3");
        m_sys.usb("pci0/usb1/1-2", "0c2e:0901", "", "Scanner");
        m_sys.node("pci0/usb1/1-2/1-2:1.0/0003/hidraw/hidraw0", "hidraw");
        m_sys.usb("pci0/usb1/1-3", "076b:3021", "HID Global", "Card reader");
        m_sys.node("platform/serial8250/tty/ttyS0", "tty");
        m_sys.bare("virtual/tty/console", "tty");
    }

    void findsALineByItsPlaceWhateverItsNumber()
    {
        const auto devices = present();
        const PresentDevice bridge{"10c4:ea60", "Silicon Labs CP2102 bridge",
                                   "pci0/usb1/1-1/1-1:1.0/ttyUSB3/tty/ttyUSB3",
                                   "serial:" + m_sys.dev() + "/serial/by-path/pci-0-usb-0:1:1.0-port0"};
        QVERIFY(std::ranges::find(devices, bridge) != devices.end());
    }

    void namesTheNodeWhereNothingBetterIsThere()
    {
        const auto devices = present();
        const PresentDevice scanner{"0c2e:0901", "Scanner", "pci0/usb1/1-2/1-2:1.0/0003/hidraw/hidraw0",
                                    "usb-hid:" + m_sys.dev() + "/hidraw0"};
        QVERIFY(std::ranges::find(devices, scanner) != devices.end());
    }

    void tellsADeviceThatHasNoNode()
    {
        const auto devices = present();
        const PresentDevice reader{"076b:3021", "HID Global Card reader", "pci0/usb1/1-3", {}};
        QVERIFY(std::ranges::find(devices, reader) != devices.end());
    }

    void tellsLinesThatHangOnNoUsbButNoConsoles()
    {
        const auto devices = present();
        const PresentDevice port{{}, {}, "platform/serial8250/tty/ttyS0", "serial:" + m_sys.dev() + "/ttyS0"};
        QVERIFY(std::ranges::find(devices, port) != devices.end());
        QCOMPARE(devices.size(), std::size_t(4));
    }

    void findsNothingWhereThereIsNothing() { QVERIFY(presentDevices("/no/such/sys", "/no/such/dev").empty()); }
};

BANSHI_TEST(PresentDevicesTest)
#include "present_devices_test.moc"
