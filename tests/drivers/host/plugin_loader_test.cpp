// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QTemporaryDir>
#include <QTest>
#include <dlfcn.h>

using namespace banshi::drivers;

class PluginLoaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMetadataWithoutLoading()
    {
        const auto metadata = host::inspectPlugin(plugin());
        QVERIFY2(metadata, metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("idcard-sam"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::IdCardReader);
        QVERIFY(dlopen(plugin().c_str(), RTLD_NOLOAD | RTLD_NOW) == nullptr);
    }

    void takesANameRelativeToTheWorkingFolder()
    {
        const std::string relative = QDir().relativeFilePath(QString::fromStdString(plugin())).toStdString();
        QVERIFY(!relative.starts_with('/'));
        const auto metadata = host::inspectPlugin(relative);
        QVERIFY2(metadata, metadata ? "" : metadata.error().detail.c_str());
    }

    void refusesFilesThatAreNoDrivers()
    {
        QCOMPARE(host::inspectPlugin("/no/such/file.so").error().code, host::HostCode::NoPlugin);
        QTemporaryDir folder;
        QFile garbage(folder.filePath(QStringLiteral("garbage.so")));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(5000, 'x'));
        garbage.close();
        QCOMPARE(host::inspectPlugin(garbage.fileName().toStdString()).error().code, host::HostCode::NoPlugin);
        const QDir qtPlugins(QLibraryInfo::path(QLibraryInfo::PluginsPath) + QStringLiteral("/sqldrivers"));
        const QStringList other = qtPlugins.entryList({QStringLiteral("*.so")}, QDir::Files);
        if (!other.isEmpty())
            QCOMPARE(host::inspectPlugin(qtPlugins.filePath(other.first()).toStdString()).error().code,
                     host::HostCode::WrongInterface);
    }

    void refusesADamagedDriver()
    {
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("cut.so"));
        QFile original(QString::fromStdString(plugin()));
        QVERIFY(original.open(QIODevice::ReadOnly));
        QFile cut(copy);
        QVERIFY(cut.open(QIODevice::WriteOnly));
        cut.write(original.read(4096));
        cut.close();
        QCOMPARE(host::inspectPlugin(copy.toStdString()).error().code, host::HostCode::NoPlugin);
    }

    void readsFlatOptions()
    {
        const auto options = host::parseOptions(R"({"a":true,"b":7,"c":1.5,"d":"x","e":["y","z"]})");
        QVERIFY(options);
        QVERIFY(std::get<bool>(options->at("a")));
        QCOMPARE(std::get<std::int64_t>(options->at("b")), std::int64_t(7));
        QCOMPARE(std::get<double>(options->at("c")), 1.5);
        QCOMPARE(std::get<std::string>(options->at("d")), std::string("x"));
        QCOMPARE(std::get<std::vector<std::string>>(options->at("e")).size(), std::size_t(2));
        for (const char* text : {"", "[]", "{", R"({"a":{}})", R"({"a":[1]})", R"({"a":null})"})
            QVERIFY2(!host::parseOptions(text), text);
    }

private:
    static std::string plugin()
    {
        return qEnvironmentVariable("BANSHI_BIN").toStdString() + "/../lib/drivers/banshi-driver-idcard-sam.so";
    }
};

BANSHI_TEST(PluginLoaderTest)
#include "plugin_loader_test.moc"
