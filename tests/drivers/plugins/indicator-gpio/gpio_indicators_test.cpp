// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/sysfs_indicators.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"
#include "fake_lines.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using plugins::indicator_gpio::Bias;
using plugins::indicator_gpio::GpioLine;
using plugins::indicator_gpio::SysfsIndicators;
using sdk::DeviceState;
using sdk::FlashRate;

namespace
{

const testing::FakeChips::Place kReader{"gpiochip0", 17};
const testing::FakeChips::Place kBad{"gpiochip0", 4};
const testing::FakeChips::Place kDoor{"expander", 22};

} // namespace

/// Lights and sensors on lines of GPIO chips, over a seam before chips that are not there.
class GpioIndicatorsTest : public QObject
{
    Q_OBJECT

    testing::FakeChips m_chips;
    std::unique_ptr<testing::DriverHost> m_host;
    std::unique_ptr<SysfsIndicators> m_device;

    bool poll()
    {
        const testing::DriverCall call;
        return m_device->poll(call).ok();
    }
    sdk::Outcome<void> shine(const std::string& light, FlashRate rate)
    {
        const testing::DriverCall call;
        return m_device->setLights({{light, rate}}, call);
    }
    sdk::IndicatorsStatus status() { return m_host->status<sdk::IndicatorsStatus>().value_or(sdk::IndicatorsStatus()); }

private Q_SLOTS:
    void init()
    {
        m_chips = {};
        m_host = std::make_unique<testing::DriverHost>();
        m_device = std::make_unique<SysfsIndicators>(
            SysfsIndicators::Setup{
                "/sys",
                {{"cardReader", "", 0, 1, GpioLine{"gpiochip0", 17, Bias::AsIs}},
                 {"statusBad", "", 1, 0, GpioLine{"gpiochip0", 4, Bias::AsIs}}},
                {{"cabinetDoor", "", {{0, "closed"}, {1, "open"}}, GpioLine{"expander", 22, Bias::PullUp}}}},
            *m_host, std::make_unique<testing::FakeLines>(m_chips));
        const testing::DriverCall call;
        QVERIFY(m_device->open(call).ok());
    }

    void takesItsLinesWhenItIsOpenedAndGivesThemBackDark()
    {
        QCOMPARE(m_chips.taken.size(), std::size_t(3));
        QCOMPARE(m_chips.outputs[kReader], 0);
        QCOMPARE(m_chips.outputs[kBad], 1); // the other way round
        QVERIFY(m_chips.biases[kDoor] == Bias::PullUp);
        QVERIFY(shine("cardReader", FlashRate::Continuous).ok());
        QCOMPARE(m_chips.outputs[kReader], 1);
        m_device->close();
        QCOMPARE(m_chips.outputs[kReader], 0);
        QVERIFY(m_chips.taken.empty());
    }

    void tellsOfADoorThatOpens()
    {
        QVERIFY(status().sensors["cabinetDoor"] == "closed");
        m_chips.inputs[kDoor] = 1;
        QVERIFY(poll() && poll());
        QVERIFY(status().sensors["cabinetDoor"] == "open");
    }

    void goesOnWithoutALineThatAnotherProgramHas()
    {
        m_chips.elsewhere.insert(kBad);
        QCOMPARE(shine("statusBad", FlashRate::Continuous).failure().code, sdk::ErrorCode::HardwareError);
        QVERIFY(status().common.device == DeviceState::HardwareError);
        QVERIFY(status().common.reasons == std::vector<std::string>{"statusBad"});
        QVERIFY(shine("cardReader", FlashRate::Continuous).ok());
        m_chips.elsewhere.clear();
        QVERIFY(poll());
        QVERIFY(status().common.device == DeviceState::Online);
        QCOMPARE(m_chips.outputs[kBad], 0);
    }

    void followsAChipThatGoesAndComesBack()
    {
        m_chips.gone.insert("expander");
        QVERIFY(poll() && poll());
        QVERIFY(status().common.reasons == std::vector<std::string>{"cabinetDoor"});
        m_chips.gone.clear();
        QVERIFY(poll() && poll());
        QVERIFY(status().common.device == DeviceState::Online);
        QVERIFY(status().sensors["cabinetDoor"] == "closed");
    }

    void lightsUpAgainOnAChipThatWasGoneWhileItWasLit()
    {
        QVERIFY(shine("cardReader", FlashRate::Continuous).ok());
        m_chips.gone.insert("gpiochip0");
        QVERIFY(poll());
        m_chips.gone.clear();
        m_chips.outputs.clear(); // what it was told is forgotten
        QVERIFY(poll());
        QCOMPARE(m_chips.outputs[kReader], 1);
    }

    void isNotReadyWithoutAnyChip()
    {
        m_chips.gone = {"gpiochip0", "expander"};
        const testing::DriverCall call;
        const auto polled = m_device->poll(call);
        QVERIFY(!polled.ok());
        QCOMPARE(polled.failure().code, sdk::ErrorCode::DeviceNotReady);
    }
};

BANSHI_TEST(GpioIndicatorsTest)
#include "gpio_indicators_test.moc"
