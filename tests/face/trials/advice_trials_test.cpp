// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/trials/advice_trials.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace banshi::face;
using namespace banshi::face::trials;

class AdviceTrialsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spoiltFramesGetTheAdviceThatHelps()
    {
        const auto reports = measureAdvice({4, 1});
        QCOMPARE(reports.size(), std::size(kScenes));
        for (const SceneReport& report : reports)
            QVERIFY2(report.right == report.runs, toJson({report}).c_str());
        QCOMPARE(rightShare(reports), 1.0);
    }
    void wrongAdviceIsCountedByItsCode()
    {
        SceneReport one{Scene::Dark, 4, 3, {{"face.noFace", 1}}};
        SceneReport two{Scene::Good, 4, 4, {}};
        QCOMPARE(rightShare({one, two}), 7.0 / 8);
        const auto read = nlohmann::json::parse(toJson({one, two}));
        QCOMPARE(read["scenes"][0]["others"]["face.noFace"].get<int>(), 1);
        QCOMPARE(read["scenes"][1]["name"].get<std::string>(), std::string("good"));
    }
    void aSeedIsAlwaysTheSameFrame()
    {
        const Image once = renderScene(Scene::Turned, 7);
        const Image again = renderScene(Scene::Turned, 7);
        const Image other = renderScene(Scene::Turned, 8);
        const std::size_t bytes = once.stride() * static_cast<std::size_t>(once.height());
        QVERIFY(std::equal(once.data(), once.data() + bytes, again.data()));
        QVERIFY(!std::equal(once.data(), once.data() + bytes, other.data()));
    }
};

BANSHI_TEST(AdviceTrialsTest)
#include "advice_trials_test.moc"
