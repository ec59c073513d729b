// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_world.h"
#include "walk_maintenance.h"

#include "banshi/testing/suite.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <set>

using namespace banshi::journeys;

/// A technician's whole visit through the real screens, and what it leaves behind.
class MaintenanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsATechnicianInAndLeavesNoPinBehind()
    {
        TemporaryWorld place;
        QVERIFY2(place.start(), qPrintable(place.world().whyNot()));
        Journey journey(place.world(), QStringLiteral("maintenance"), place.outFolder());
        journey.takePictures(false);
        walkMaintenance(journey);
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        const auto audit = place.world().gateway(QStringLiteral("/local/audit?limit=500"));
        QVERIFY(audit.has_value());
        std::set<std::string> acts;
        for (const auto& act : audit->at("entries"))
        {
            acts.insert(act.at("what"));
            QVERIFY2(!act.at("who").get<std::string>().empty() && act.contains("at") && act.contains("before") &&
                         act.contains("after"),
                     act.dump().c_str());
        }
        for (const char* what :
             {"setting.secret.maintenance.pin", "maintenance.entered", "maintenance.pinRefused", "maintenance.left",
              "device.testBegun", "device.tested", "setting.services.switchedOff"})
            QVERIFY2(acts.contains(what), what);
        QVERIFY(audit->dump().find("argon2id") == std::string::npos);
        place.world().stop();
        int searched = 0;
        QDirIterator files(place.world().places().folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext())
        {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++searched;
            const QByteArray bytes = file.readAll();
            for (const char* pin : {kMaintenancePin, kWrongMaintenancePin})
                QVERIFY2(!bytes.contains(pin), qPrintable(file.fileName()));
        }
        QVERIFY(searched > 10);
    }
};

BANSHI_TEST(MaintenanceTest)
#include "maintenance_test.moc"
