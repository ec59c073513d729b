// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/sysfs_indicators.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using plugins::indicator_gpio::SysfsIndicators;
using sdk::DeviceState;
using sdk::FlashRate;

namespace
{

// A context whose time stands where the test puts it.
class StandingCall : public testing::DriverCall
{
public:
    explicit StandingCall(std::chrono::milliseconds at) : m_now(at) {}
    [[nodiscard]] sdk::TimePoint now() const override { return sdk::TimePoint(m_now); }

private:
    std::chrono::nanoseconds m_now;
};

} // namespace

class SysfsIndicatorsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_root;
    testing::DriverHost m_host;
    std::unique_ptr<SysfsIndicators> m_device;

    void write(const QString& name, const QByteArray& content)
    {
        QFile file(m_root->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const QString& name)
    {
        QFile file(m_root->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : "none";
    }
    bool poll(std::chrono::milliseconds at = 0ms) { return m_device->poll(StandingCall(at)).ok(); }
    sdk::IndicatorsStatus status() { return m_host.status<sdk::IndicatorsStatus>().value_or(sdk::IndicatorsStatus()); }

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        write(QStringLiteral("reader"), "255");
        write(QStringLiteral("bad"), "0");
        write(QStringLiteral("door"), "0\n");
        write(QStringLiteral("lux"), "30\n");
        m_device = std::make_unique<SysfsIndicators>(
            SysfsIndicators::Setup{m_root->path().toStdString(),
                                   {{"cardReader", "reader", 0, 255}, {"statusBad", "bad", 1, 0}},
                                   {{"cabinetDoor", "door", {{0, "closed"}, {1, "open"}}},
                                    {"ambientLightSensor", "lux", {{0, "dark"}, {100, "light"}}}}},
            m_host);
        QVERIFY(m_device->open(StandingCall(0ms)).ok());
    }

    void putsAllLightsOutWhenOpenedAndClosed()
    {
        QCOMPARE(read(QStringLiteral("reader")), QByteArray("0"));
        QCOMPARE(read(QStringLiteral("bad")), QByteArray("1")); // the other way round
        QVERIFY(m_device->setLights({{"cardReader", FlashRate::Continuous}}, StandingCall(0ms)).ok());
        QCOMPARE(read(QStringLiteral("reader")), QByteArray("255"));
        m_device->close();
        QCOMPARE(read(QStringLiteral("reader")), QByteArray("0"));
    }

    void leavesTheOtherLightsAlone()
    {
        QVERIFY(m_device->setLights({{"statusBad", FlashRate::Continuous}}, StandingCall(0ms)).ok());
        QVERIFY(m_device->setLights({{"cardReader", FlashRate::Slow}}, StandingCall(0ms)).ok());
        QVERIFY(status().lights["statusBad"] == FlashRate::Continuous);
        QVERIFY(status().lights["cardReader"] == FlashRate::Slow);
        const auto unknown =
            m_device->setLights({{"cardReader", FlashRate::Off}, {"fasciaLight", FlashRate::Slow}}, StandingCall(0ms));
        QCOMPARE(unknown.failure().code, sdk::ErrorCode::UnsupportedData);
        QVERIFY(status().lights["cardReader"] == FlashRate::Slow);
    }

    void flashesAtTheRatesOfTheClass_data()
    {
        QTest::addColumn<int>("rate");
        QTest::addColumn<int>("halfMs");
        QTest::newRow("slow") << int(FlashRate::Slow) << 1000;
        QTest::newRow("medium") << int(FlashRate::Medium) << 500;
        QTest::newRow("quick") << int(FlashRate::Quick) << 125;
    }
    void flashesAtTheRatesOfTheClass()
    {
        QFETCH(int, rate);
        QFETCH(int, halfMs);
        QVERIFY(m_device->setLights({{"cardReader", FlashRate(rate)}}, StandingCall(0ms)).ok());
        for (int half = 0; half < 6; ++half)
        {
            QVERIFY(poll(std::chrono::milliseconds(half * halfMs)));
            QCOMPARE(read(QStringLiteral("reader")), half % 2 == 0 ? QByteArray("255") : QByteArray("0"));
        }
    }

    void believesASensorThatSaysItTwice()
    {
        QVERIFY(status().sensors["cabinetDoor"] == "closed");
        write(QStringLiteral("door"), "1\n");
        QVERIFY(poll());
        QVERIFY(status().sensors["cabinetDoor"] == "closed");
        QVERIFY(poll());
        QVERIFY(status().sensors["cabinetDoor"] == "open");
        for (const char* bounce : {"0", "1", "0", "1"})
        {
            write(QStringLiteral("door"), bounce);
            QVERIFY(poll());
            QVERIFY(status().sensors["cabinetDoor"] == "open");
        }
    }

    void goesOnWithoutASensorThatMakesNoSense()
    {
        for (const char* content : {"", "\x01~ff", "nan"})
        {
            write(QStringLiteral("lux"), content);
            QVERIFY(poll());
            QVERIFY(poll());
            QVERIFY(status().common.device == DeviceState::HardwareError);
            QVERIFY(status().common.reasons == std::vector<std::string>{"ambientLightSensor"});
            QVERIFY(status().sensors.contains("cabinetDoor") && !status().sensors.contains("ambientLightSensor"));
            write(QStringLiteral("lux"), "3000");
            QVERIFY(poll());
            QVERIFY(poll());
            QVERIFY(status().common.device == DeviceState::Online);
            QVERIFY(status().sensors["ambientLightSensor"] == "light");
        }
    }

    void saysWhichLightCannotBeSet()
    {
        QVERIFY(QFile::remove(m_root->filePath(QStringLiteral("reader"))));
        const auto set = m_device->setLights({{"cardReader", FlashRate::Continuous}}, StandingCall(0ms));
        QCOMPARE(set.failure().code, sdk::ErrorCode::HardwareError);
        QVERIFY(status().common.reasons == std::vector<std::string>{"cardReader"});
        QVERIFY(!QFile::exists(m_root->filePath(QStringLiteral("reader")))); // nothing is made below /sys
        write(QStringLiteral("reader"), "0");
        QVERIFY(poll());
        QCOMPARE(read(QStringLiteral("reader")), QByteArray("255"));
    }

    void lightsUpAgainWhatWasGoneWhileItWasLit()
    {
        QVERIFY(m_device->setLights({{"cardReader", FlashRate::Continuous}}, StandingCall(0ms)).ok());
        QVERIFY(QFile::remove(m_root->filePath(QStringLiteral("reader"))));
        QVERIFY(poll());
        QVERIFY(status().common.device == DeviceState::HardwareError);
        QVERIFY(status().common.reasons == std::vector<std::string>{"cardReader"});
        write(QStringLiteral("reader"), "0");
        QVERIFY(poll());
        QVERIFY(status().common.device == DeviceState::Online);
        QCOMPARE(read(QStringLiteral("reader")), QByteArray("255"));
    }

    void isNotReadyWhenAllFilesAreGone()
    {
        for (const char* name : {"reader", "bad", "door", "lux"})
            QVERIFY(QFile::remove(m_root->filePath(QString::fromLatin1(name))));
        const auto polled = m_device->poll(StandingCall(0ms));
        QVERIFY(!polled.ok());
        QCOMPARE(polled.failure().code, sdk::ErrorCode::DeviceNotReady);
    }
};

BANSHI_TEST(SysfsIndicatorsTest)
#include "sysfs_indicators_test.moc"
