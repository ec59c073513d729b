// SPDX-License-Identifier: GPL-3.0-or-later
#include "told.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::journeys;
using nlohmann::json;

class ToldTest : public QObject
{
    Q_OBJECT

    const json m_sentences{{"app.lost", {{"happened", "断了"}, {"meaning", "没扣钱"}, {"advice", "再试"}}}};
    static json page(const json& words) { return {{"page", "message"}, {"words", words}}; }

private Q_SLOTS:
    void wantsAllThreeSentences()
    {
        QCOMPARE(untold(page({"断了", "没扣钱", "再试", "12:00"}), m_sentences, false), QString());
        QVERIFY(untold(page({"断了", "没扣钱"}), m_sentences, false).contains(QStringLiteral("does not say")));
        QVERIFY(!untold(page({"app.lost"}), m_sentences, false).isEmpty());
    }

    void letsNoPageDenyAPayment()
    {
        const json denial = page({"断了", "没扣钱", "再试", "您的钱和资料都没有变化。"});
        QCOMPARE(untold(denial, m_sentences, false), QString());
        QVERIFY(untold(denial, m_sentences, true).contains(QStringLiteral("denies")));
    }

    void looksAtPagesOfTroubleOnly()
    {
        QCOMPARE(untold({{"page", "front"}, {"words", json::array()}}, m_sentences, true), QString());
    }
};

BANSHI_TEST(ToldTest)
#include "told_test.moc"
