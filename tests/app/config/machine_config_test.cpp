// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/config/machine_config.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;

namespace
{

const char* const kGood = "[machine]\n"
                          "mode = \"development\"\n"
                          "device_id = \"SZ-FT-0417\"\n"
                          "site = { zh = \"莲花街道 24 小时自助点\", en = \"Lianhua 24-hour self-service point\" }\n"
                          "grid_code = \"440399001002003\"\n"
                          "test_clock = \"clock\"\n"
                          "[panel]\n"
                          "width_mm = 268\n"
                          "height_mm = 476\n"
                          "[platform]\n"
                          "url = \"https://127.0.0.1:8443\"\n"
                          "ca = \"tls/ca.pem\"\n"
                          "signature_key = \"tls/city-sign.pub\"\n"
                          "[face]\n"
                          "matcher = \"banshi-rendered-v1\"\n"
                          "[[device]]\n"
                          "name = \"idcard\"\n"
                          "class = \"IdCardReader\"\n"
                          "driver = \"idcard-sam\"\n"
                          "connection = \"serial:/dev/serial/by-path/reader\"\n"
                          "options = { photo_decoder = \"webp\" }\n";

} // namespace

class MachineConfigTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/machine file XXXXXX")};

    auto load(const QByteArray& text)
    {
        QFile file(m_folder.filePath(QStringLiteral("machine.toml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test's machine file");
        file.close();
        return app::config::loadMachineConfig(file.fileName().toStdString(), "share");
    }

    QString faultsOf(const QByteArray& text)
    {
        const auto config = load(text);
        QString all;
        if (!config)
            for (const auto& fault : config.error())
                all += QString::fromStdString(fault.text()) + QLatin1Char('\n');
        return all;
    }

private Q_SLOTS:
    void readsACompleteFile()
    {
        const auto config = load(kGood);
        QVERIFY(config.has_value());
        QCOMPARE(config->site.zh, std::string("莲花街道 24 小时自助点"));
        QCOMPARE(config->devices.at(0).options.at("photo_decoder"), base::ConfigValue("webp"));
        QVERIFY(config->runDir.is_absolute());
        QCOMPARE(config->clockFile, config->runDir / "clock");
    }

    void speaksByESpeakUnlessTheFileNamesAnotherVoiceOrNone()
    {
        QCOMPARE(load(kGood)->speechProgram, std::string("espeak-ng"));
        const QByteArray good(kGood);
        QCOMPARE(load(QByteArray(good).replace("[face]", "[speech]\nprogram = \"none\"\n[face]"))->speechProgram,
                 std::string());
        const auto config = load(QByteArray(good).replace("[face]", "[speech]\narguments = [\"-a\", \"150\"]\n[face]"));
        QCOMPARE(config->speechProgram, std::string("espeak-ng"));
        QCOMPARE(config->speechArguments, (std::vector<std::string>{"-a", "150"}));
        QVERIFY(
            faultsOf(QByteArray(good).replace("[face]", "[speech]\nvolume = 3\n[face]")).contains(u"speech.volume"));
    }

    void findsTheFacesModelsBesideTheFile()
    {
        QVERIFY(load(kGood)->faceLiveness.empty());
        const auto config = load(QByteArray(kGood).replace(
            "\"banshi-rendered-v1\"\n", "\"models/site.model.toml\"\nliveness = \"models/vote.model.toml\"\n"));
        QVERIFY(config.has_value());
        const std::string folder = m_folder.path().toStdString();
        QCOMPARE(config->faceMatcher, folder + "/models/site.model.toml");
        QCOMPARE(config->faceLiveness, folder + "/models/vote.model.toml");
    }

    void namesLineOfAnUnknownDeviceClass()
    {
        const QString faults = faultsOf(QByteArray(kGood).replace("IdCardReader", "CardEater"));
        QVERIFY2(
            faults.contains(QStringLiteral("machine.toml:18: device[0].class: is \"CardEater\"; one of: IdCardReader")),
            qPrintable(faults));
    }

    void takesDevicesOfEveryClass()
    {
        using drivers::protocol::DeviceClass;
        for (int i = 0; i <= static_cast<int>(DeviceClass::CardReader); ++i)
        {
            const std::string word(drivers::protocol::text(static_cast<DeviceClass>(i)));
            QVERIFY2(load(QByteArray(kGood).replace("IdCardReader", word.c_str())).has_value(), word.c_str());
        }
    }

    void handsADriverItsOwnOptions()
    {
        const auto config = load(QByteArray(kGood).replace(
            "photo_decoder = \"webp\"", "baud = 9600, keep = true, gain = 1.5, lights = [\"a\", \"b\"]"));
        QVERIFY(config.has_value());
        const auto& options = config->devices.at(0).options;
        QCOMPARE(options.at("baud"), base::ConfigValue(std::int64_t(9600)));
        QCOMPARE(options.at("keep"), base::ConfigValue(true));
        QCOMPARE(options.at("gain"), base::ConfigValue(1.5));
        QCOMPARE(options.at("lights"), base::ConfigValue(std::vector<std::string>{"a", "b"}));
        const QString faults =
            faultsOf(QByteArray(kGood).replace("photo_decoder = \"webp\"", "made = 2026-01-01, deep = { x = 1 }"));
        QVERIFY2(faults.contains(QStringLiteral("device[0].options.made: is of type date")), qPrintable(faults));
        QVERIFY2(faults.contains(QStringLiteral("device[0].options.deep: is of type table")), qPrintable(faults));
    }

    void takesWaysThatOnlyADriverKnows()
    {
        for (const char* way : {"tcp:127.0.0.1:5100", "usb-hid:/dev/hidraw0", "evdev:/dev/input/event3",
                                "pcsc:Reader 0", "sysfs:/sys", "acme+can:bus0"})
            QVERIFY2(load(QByteArray(kGood).replace("serial:/dev/serial/by-path/reader", way)).has_value(), way);
        for (const char* none : {"/dev/ttyUSB0", "serial:", "Serial:/dev/x"})
            QVERIFY2(faultsOf(QByteArray(kGood).replace("serial:/dev/serial/by-path/reader", none))
                         .contains(QStringLiteral("device[0].connection: names no way")),
                     none);
    }

    void refusesSimulatorsInProduction()
    {
        const QString faults = faultsOf(QByteArray(kGood).replace("\"development\"", "\"production\""));
        QVERIFY(faults.contains(QStringLiteral("test_clock")));
        QVERIFY(faults.contains(QStringLiteral("demonstration matcher")));
        QVERIFY(faults.contains(QStringLiteral("photo format of simulated cards")));
    }

    void refusesTwoDevicesOfOneName()
    {
        const QByteArray second = "[[device]]\nname = \"idcard\"\nclass = \"Camera\"\ndriver = \"camera-v4l2\"\n"
                                  "connection = \"v4l2:/dev/video0\"\n";
        QVERIFY(faultsOf(QByteArray(kGood) + second).contains(QStringLiteral("device[1].name: stands twice")));
    }

    void keepsTheNameOfTheMachinesOwnService()
    {
        QByteArray file(kGood);
        file.replace("\"idcard\"", "\"vendor-mode\"");
        QVERIFY(faultsOf(file).contains(QStringLiteral("device[0].name: belongs to the machine's own service")));
    }

    void takesAThirdPartysServiceInPlaceOfADriver()
    {
        const QByteArray other = "[[device]]\nname = \"a4\"\nclass = \"DocumentPrinter\"\n"
                                 "service = \"ws://127.0.0.1:5900/xfs4iot/v1.0/a4/\"\n";
        const auto config = load(QByteArray(kGood) + other);
        QVERIFY(config.has_value());
        QVERIFY(!config->devices.at(0).isThirdParty());
        QVERIFY(config->devices.at(1).isThirdParty());
        QCOMPARE(config->devices.at(1).service, std::string("ws://127.0.0.1:5900/xfs4iot/v1.0/a4/"));
        for (const char* place : {"203.0.113.7:5900", "127.0.0.1:1@203.0.113.7:5900", "127.0.0.1:99999", "127.0.0.1"})
        {
            const QString away = faultsOf(QByteArray(kGood) + QByteArray(other).replace("127.0.0.1:5900", place));
            QVERIFY2(away.contains(QStringLiteral("device[1].service: is not on this machine")), place);
        }
        const QString both = faultsOf(QByteArray(kGood) + other + "driver = \"document-ipp\"\n");
        QVERIFY2(both.contains(QStringLiteral("device[1].driver: stands beside a service")), qPrintable(both));
    }

    void opensTheClockThatTheFileNames()
    {
        auto config = load(kGood);
        QVERIFY(QDir().mkpath(QString::fromStdString(config->runDir.string())));
        QVERIFY(app::config::openClock(*config).has_value());
        config->clockFile = "no such folder/clock";
        QVERIFY(!app::config::openClock(*config).has_value());
    }
};

BANSHI_TEST(MachineConfigTest)
#include "machine_config_test.moc"
