// SPDX-License-Identifier: GPL-3.0-or-later
#include "people.h"
#include "temporary_world.h"
#include "walk_refusals.h"

#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace banshi::journeys;

/// Whom the face page advises and refuses, through the real screens: nobody, somebody too far away, a stranger, a
/// print; then the other door.
class RefusalsTest : public QObject
{
    Q_OBJECT

    /// What the machine's log says of each verdict.
    static std::vector<nlohmann::json> verdictsIn(const QString& log)
    {
        static const QByteArray kRecord("banshi.app.face verdict ");
        std::vector<nlohmann::json> found;
        QFile file(log);
        if (!file.open(QIODevice::ReadOnly))
            return found;
        for (const QByteArray& line : file.readAll().split('\n'))
            if (const auto at = line.indexOf(kRecord); at >= 0)
                found.push_back(nlohmann::json::parse(line.mid(at + kRecord.size()).toStdString(), nullptr, false));
        return found;
    }

private Q_SLOTS:
    void aStrangerAndAPrintAreRefusedWithPicturesAndTheOtherDoorStaysOpen()
    {
        TemporaryWorld place;
        QVERIFY2(place.start(), qPrintable(place.world().whyNot()));
        Journey journey(place.world(), QStringLiteral("refusals"), place.outFolder());
        walkRefusals(journey);
        QVERIFY2(journey.ok(), qPrintable(journey.failure()));
        int facePages = 0;
        for (const StepRecord& step : journey.steps())
        {
            QVERIFY2(QFile::exists(place.outFolder() + QStringLiteral("/screens/") + step.picture),
                     qPrintable(step.picture));
            facePages += step.page == QStringLiteral("face") ? 1 : 0;
        }
        QVERIFY(facePages >= 5); // nobody, too far, a movement that is asked for, the stranger, the print
        const auto records = verdictsIn(place.world().logFolder() + QStringLiteral("/kiosk.log"));
        QVERIFY(records.size() >= 2);
        QCOMPARE(records.front().value("answer", ""), std::string("noMatch"));
        QVERIFY(records.front().value("frames", 0) > 0 && !records.front().at("quality").empty());
        QCOMPARE(records.back().value("answer", ""), std::string("unavailable"));
        for (const nlohmann::json& record : records)
            for (const Person& person : {firstPerson(), secondPerson()})
                QVERIFY2(record.dump().find(person.name) == std::string::npos &&
                             record.dump().find(person.number) == std::string::npos,
                         record.dump().c_str());
    }
};

BANSHI_TEST(RefusalsTest)
#include "refusals_test.moc"
