// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/search.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;

class SearchTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;
    std::shared_ptr<const Catalogue> m_catalogue;

    std::string best(const std::string& words)
    {
        const auto hits = Search(*m_catalogue).find(words);
        return hits.empty() ? std::string() : hits.front().service->id;
    }

private Q_SLOTS:
    void initTestCase() { m_catalogue = loadShipped(m_clock); }

    void findsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("id");
        const auto row = [](const char* name, const char* words, const char* id) {
            QTest::newRow(name) << QString::fromUtf8(words) << QString::fromUtf8(id);
        };
        row("title", "社保缴费清单", "hr.pay-list");
        row("part of the title", "犯罪", "pol.no-crime");
        row("everyday name", "良民证", "pol.no-crime");
        row("initials of the title", "wfzjlzm", "pol.no-crime");
        row("start of the initials", "wfz", "pol.no-crime");
        row("initials of an everyday name", "sbqd", "hr.pay-list");
        row("capitals", "SFJN", "utl.water");
        row("full-width letters", "ｓｆｊｎ", "utl.water");
        row("pinyin", "shuifei", "utl.water");
        row("pinyin with blanks", "she bao", "hr.pay-list");
        row("pinyin of an everyday name", "jinggai", "grid.report");
        row("half a syllable", "wufanz", "pol.no-crime");
        row("southern sibilants", "sebao", "hr.pay-list");
        row("southern nasals", "jingai", "grid.report");
        row("wrong character", "无犯罪纪录", "pol.no-crime");
        row("missing character", "社保缴清单", "hr.pay-list");
        row("swapped characters", "社保费缴清单", "hr.pay-list");
        row("missing letter", "wufanzijilu", "pol.no-crime");
        row("swapped letters", "shiufei", "utl.water");
        row("English", "water bill", "utl.water");
        row("English, later word", "criminal", "pol.no-crime");
        row("English with a slip", "crimnal", "pol.no-crime");
        row("English everyday name", "police clearance", "pol.no-crime");
        row("id", "utl.water", "utl.water");
        row("item code", "91440399192003037L3442099006000", "utl.water");
        row("department", "水务集团", "utl.water");
        row("nothing of the kind", "办护照", "");
        row("a single wrong letter", "q", "");
        row("only blanks", "   ", "");
    }
    void findsWhatPeopleType()
    {
        QFETCH(QString, words);
        QFETCH(QString, id);
        QCOMPARE(best(words.toStdString()), id.toStdString());
    }

    void putsTheTitleBeforeOtherNames()
    {
        const auto hits = Search(*m_catalogue).find("证明");
        QCOMPARE(hits.size(), std::size_t{2});
        QCOMPARE(hits.front().service->id, std::string("pol.no-crime"));
        QVERIFY(hits.front().score > hits.back().score);
    }

    void returnsAsManyAsAsked()
    {
        QCOMPARE(Search(*m_catalogue).find("证明", 1).size(), std::size_t{1});
        QVERIFY(Search(*m_catalogue).find("证明", 0).empty());
    }

    void standsBrokenAndLongInput()
    {
        QVERIFY(Search(*m_catalogue).find("\xff\xfe").empty());
        QVERIFY(Search(*m_catalogue).find(std::string(100000, 'w')).empty());
    }
};

BANSHI_TEST(SearchTest)
#include "search_test.moc"
