// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/rig.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QtCore/qfloat16.h>
#include <fstream>

using namespace banshi::drivers::conformance;

namespace
{

const nlohmann::json kSound{{"description", "d"},
                            {"class", "Camera"},
                            {"program", {"p"}},
                            {"control", "c"},
                            {"connection", "http:x"},
                            {"acts", {{"reset", {{{"do", "reset"}}}}}},
                            {"probes", {{"count", {{"ask", {{"do", "state"}}}, {"at", "/n"}}}}}};

} // namespace

class RigTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    banshi::base::Result<Rig, GroundError> load(const nlohmann::json& content)
    {
        const std::string file = m_folder.filePath(QStringLiteral("rig.json")).toStdString();
        std::ofstream(file) << content.dump();
        return loadRig(file);
    }

private Q_SLOTS:
    void readsEveryRigOfTheProduct()
    {
        const QDir rigs(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/drivers/conformance/rigs"));
        const QStringList files = rigs.entryList({QStringLiteral("*.json")});
        QVERIFY(files.size() >= 4);
        for (const QString& file : files)
        {
            const auto rig = loadRig(rigs.filePath(file).toStdString());
            QVERIFY2(rig.has_value(), rig ? "" : rig.error().detail.c_str());
            QVERIFY(rig->acts.contains("unplug") && rig->acts.contains("plug"));
            // Nothing that the driver of lights does waits for an answer.
            QVERIFY(rig->acts.contains("stall") || rig->deviceClass == "Indicators");
        }
    }

    void readsAProbe()
    {
        const auto rig = load(kSound);
        QVERIFY(rig.has_value());
        QCOMPARE(rig->probes.at("count").at, std::string("/n"));
        QCOMPARE(rig->options, nlohmann::json::object());
    }

    void saysWhatIsMissing()
    {
        for (const char* member : {"description", "class", "program", "control", "connection", "acts"})
        {
            nlohmann::json spoiled = kSound;
            spoiled.erase(member);
            const auto rig = load(spoiled);
            QVERIFY(!rig.has_value());
            QVERIFY2(rig.error().detail.find(member) != std::string::npos, member);
        }
    }

    void wantsAWayBackToTheSoundDevice()
    {
        nlohmann::json spoiled = kSound;
        spoiled["acts"] = {{"unplug", nlohmann::json::array()}};
        QCOMPARE(load(spoiled).error().detail, std::string("acts.reset is missing"));
    }

    void saysThatThereIsNoSuchRig()
    {
        const auto rig = loadRig("/no/such/rig.json");
        QVERIFY(!rig.has_value());
        QCOMPARE(rig.error().code, GroundCode::BadRig);
    }
};

BANSHI_TEST(RigTest)
#include "rig_test.moc"
