// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/trials/presentation_trials.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi::face;
using namespace banshi::face::trials;

class PresentationTrialsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Ten of each; the campaign of 300 and more is `banshi-face pad`, and face/README.md has its numbers.
    void peopleAreProvenAndNoAttackIs()
    {
        const auto reports = measurePresentations({TRIALS, 11, {}});
        QVERIFY(reports);
        QCOMPARE(reports->size(), 1 + std::size(rendered::kAttacks));
        for (const SpeciesReport& report : *reports)
            QVERIFY2(report.runs == TRIALS && report.wrong == 0, toJson({report}).c_str());
    }
    void peopleWhoNodAreProvenAndATiltedPrintIsNot()
    {
        for (const rendered::Species species : {rendered::Species::BonaFide, rendered::Species::SwungPhoto})
        {
            const auto reports = measurePresentations({2, 31, rendered::nameOf(species), false});
            QVERIFY(reports);
            QVERIFY2(reports->front().wrong == 0, toJson(*reports).c_str());
        }
    }
    void aSpeciesCanBePlayedAlone()
    {
        const auto screens = measurePresentations({1, 5, "screen"});
        QVERIFY(screens);
        QCOMPARE(screens->size(), std::size_t(1));
        QCOMPARE(screens->front().causes, (std::map<std::string, int>{{"face.livenessScreen", 1}}));
        const auto none = measurePresentations({1, 5, "head"});
        QVERIFY(none && none->empty());
    }
    void theWorstSpeciesStandsInTheReport()
    {
        SpeciesReport people;
        people.runs = 200;
        people.wrong = 3;
        SpeciesReport prints;
        prints.species = rendered::Species::SwungPhoto;
        prints.runs = 200;
        SpeciesReport masks = prints;
        masks.species = rendered::Species::CutOutEyes;
        masks.wrong = 1;
        const auto read = nlohmann::json::parse(toJson({people, prints, masks}));
        QCOMPARE(read["apcer"]["worst"].get<std::string>(), std::string("cut-out-eyes"));
        QCOMPARE(read["apcer"]["rate"].get<double>(), 0.005);
        QCOMPARE(read["bpcer"]["rate"].get<double>(), 0.015);
    }
};

BANSHI_TEST(PresentationTrialsTest)
#include "presentation_trials_test.moc"
