// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/config/machine_config.h"
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

    auto load(QByteArray text)
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
        QCOMPARE(config->devices.at(0).options.at("photo_decoder"), std::string("webp"));
        QVERIFY(config->runDir.is_absolute());
        QCOMPARE(config->clockFile, config->runDir / "clock");
    }

    void namesLineOfAnUnknownDeviceClass()
    {
        const QString faults = faultsOf(QByteArray(kGood).replace("IdCardReader", "CardEater"));
        QVERIFY2(
            faults.contains(QStringLiteral("machine.toml:18: device[0].class: is \"CardEater\"; one of: IdCardReader")),
            qPrintable(faults));
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
        const QByteArray second = "[[device]]\nname = \"idcard\"\nclass = \"Camera\"\ndriver = \"camera-opencv\"\n"
                                  "connection = \"v4l2:/dev/video0\"\n";
        QVERIFY(faultsOf(QByteArray(kGood) + second).contains(QStringLiteral("device[1].name: stands twice")));
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
