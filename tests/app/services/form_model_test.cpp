// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/form_model.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;
using nlohmann::json;

class FormModelTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock; // 2026-01-01
    std::shared_ptr<const Catalogue> m_catalogue;

    std::unique_ptr<FormModel> open(const char* id)
    {
        auto model = FormModel::open(m_catalogue->find(id), m_catalogue, m_clock);
        return model ? std::move(*model) : nullptr;
    }
    static std::string idOf(const FormModel& model) { return model.currentPage()->id; }
    static QuestionKind kindOf(const FormModel& model) { return model.currentPage()->questions.front().kind; }
    /// Enters an answer on the current page and goes on; false when it is not taken.
    static bool answer(FormModel& model, const std::string& entry)
    {
        return !model.enter(model.currentPage()->questions.front().field, entry) && model.next();
    }
    static FormCode codeOf(const std::optional<FieldFault>& fault)
    {
        return fault ? fault->code : FormCode::FormIncomplete;
    }

private Q_SLOTS:
    void initTestCase() { m_catalogue = loadShipped(m_clock); }

    void walksThePaymentList()
    {
        const auto model = open("hr.pay-list");
        QCOMPARE(model->pageCount(), std::size_t{2});
        QCOMPARE(model->currentPage()->questions.front().choices.size(), std::size_t{6});
        QVERIFY(!model->next());
        QCOMPARE(codeOf(model->checkPage().front()), FormCode::Required);
        QVERIFY(answer(*model, "all"));
        QCOMPARE(kindOf(*model), QuestionKind::MonthRange);
        const Question period = model->currentPage()->questions.front();
        QCOMPARE(period.limits.latest, std::string("2026-01"));
        QCOMPARE(period.limits.maxMonths, 36);
        QCOMPARE(period.presets.at(2).entry, std::string("2023-02/2026-01"));
        QVERIFY(!model->enter("from", period.presets.at(2).entry));
        QVERIFY(!model->next()); // the last page
        QVERIFY(model->checkAll().empty());
        const Submission submission = model->submission();
        QCOMPARE(submission.form.at("kinds").size(), std::size_t{5});
        QCOMPARE(submission.form.at("from").get<std::string>(), std::string("2023-02"));
        QVERIFY(submission.photos.empty());
        const auto rows = model->summary();
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows.front().value, (Text{"五险全部", "All five"}));
        QCOMPARE(rows.back().value, (Text{"2023 年 2 月至 2026 年 1 月", "February 2023 to January 2026"}));
        QCOMPARE(rows.back().page, std::size_t{1});
    }

    void refusesWrongMonthRanges()
    {
        const auto model = open("hr.pay-list");
        QCOMPARE(codeOf(model->enter("from", "2025-06/2025-05")), FormCode::RangeOrder);
        QCOMPARE(codeOf(model->enter("from", "2026-01/2026-02")), FormCode::InFuture);
        QCOMPARE(codeOf(model->enter("from", "2025-13/2026-01")), FormCode::MonthFormat);
        QCOMPARE(codeOf(model->enter("from", "2025")), FormCode::MonthFormat);
        QCOMPARE(codeOf(model->enter("from", "2025-01/")), FormCode::Required);
        const auto fault = model->enter("from", "2023-01/2026-01");
        QCOMPARE(codeOf(fault), FormCode::RangeTooLong);
        QCOMPARE(fault->limit, 36);
        QVERIFY(!model->enter("from", "2023-02/2026-01"));
        QVERIFY(!model->enter("from", ""));
        QCOMPARE(codeOf(model->checkField("from")), FormCode::Required);
    }

    void letsAnUntrustedClockRefuseNobody()
    {
        m_clock.setWall(base::UtcTime(), false);
        const auto model = open("hr.pay-list");
        (void)model->enter("kinds", "pension");
        QVERIFY(!model->enter("from", "2025-10/2026-03"));
        QCOMPARE(model->pages().at(1).questions.front().limits.latest, std::string("2026-01"));
        m_clock.setWall(*base::fromRfc3339("2026-01-01T00:00:00Z"), true);
    }

    void asksForTheCountryOnlyForAVisa()
    {
        const auto model = open("pol.no-crime");
        QCOMPARE(model->pageCount(), std::size_t{4});
        QVERIFY(answer(*model, "visa"));
        QCOMPARE(idOf(*model), std::string("country"));
        const Question country = model->currentPage()->questions.front();
        QVERIFY(country.required);
        QCOMPARE(country.choices.size(), std::size_t{249});
        QCOMPARE(country.commonChoices, std::size_t{12});
        QCOMPARE(country.choices.front().search, std::string("meiguo mg"));
        QVERIFY(!model->next());
        QCOMPARE(codeOf(model->enter("country", "XYZ")), FormCode::CountryUnknown);
        QVERIFY(answer(*model, "sgp"));
        QVERIFY(answer(*model, "2023-01/2026-01"));
        QVERIFY(answer(*model, "2"));
        QVERIFY(!model->enter("language", "zh-en"));
        QVERIFY(model->checkAll().empty());
        const json wanted{{"purpose", "visa"}, {"country", "SGP"}, {"from", "2023-01"},
                          {"to", "2026-01"},   {"copies", 2},      {"language", "zh-en"}};
        QVERIFY(model->submission().form == wanted);
        QCOMPARE(model->summary().at(1).value, (Text{"新加坡", "Singapore"}));
    }

    void dropsAnswersThatAreNotAskedAnyMore()
    {
        const auto model = open("pol.no-crime");
        (void)model->enter("purpose", "visa");
        (void)model->enter("country", "CAN");
        (void)model->enter("purpose", "other");
        QVERIFY(!model->submission().form.contains("country"));
        QVERIFY(model->next());
        QCOMPARE(idOf(*model), std::string("other"));
        QCOMPARE(codeOf(model->enter("other_text", "养")), FormCode::TooShort);
        QVERIFY(answer(*model, "领养登记"));
        (void)model->enter("purpose", "army");
        QVERIFY(model->submission().form == json::object({{"purpose", "army"}}));
        QCOMPARE(codeOf(model->enter("country", "CAN")), FormCode::NotAChoice);
    }

    void walksBackAndForth()
    {
        const auto model = open("pol.no-crime");
        QVERIFY(!model->previous());
        QVERIFY(answer(*model, "study"));
        QCOMPARE(idOf(*model), std::string("period"));
        QCOMPARE(model->position(), std::size_t{1});
        QVERIFY(model->previous());
        QCOMPARE(model->currentPage()->questions.front().entry, std::string("study"));
        QVERIFY(answer(*model, "visa"));
        QCOMPARE(idOf(*model), std::string("country"));
        QVERIFY(model->goTo(3));
        QCOMPARE(idOf(*model), std::string("copies"));
        QVERIFY(!model->goTo(5));
    }

    void takesTheAccountOfABillAndMasksItOnPaper()
    {
        const auto model = open("utl.water");
        QCOMPARE(codeOf(model->enter("account", "12a456")), FormCode::AcctFormat);
        QCOMPARE(codeOf(model->enter("account", "12345")), FormCode::AcctFormat);
        QCOMPARE(codeOf(model->enter("account", std::string(21, '1'))), FormCode::AcctFormat);
        QVERIFY(!model->next());
        QVERIFY(!model->enter("account", " 8800 1234-5678 "));
        QVERIFY(model->checkAll().empty());
        QVERIFY(model->submission().form == json::object({{"account", "880012345678"}}));
        const SummaryRow row = model->summary().front();
        QCOMPARE(row.value.zh, std::string("880012345678"));
        QCOMPARE(row.onPaper.zh, std::string("********5678"));
        QCOMPARE(model->currentPage()->questions.front().limits.maxLength, 20);
    }

    void takesAReportWithPhotosAndMobileNumber()
    {
        const auto model = open("grid.report");
        QVERIFY(answer(*model, "city"));
        QCOMPARE(codeOf(model->enter("text", std::string(501, 'x'))), FormCode::TooLong);
        QCOMPARE(codeOf(model->enter("text", "bad\x01text")), FormCode::BadText);
        QCOMPARE(codeOf(model->enter("text", "\xff\xff\xff\xff")), FormCode::BadText);
        std::string longest;
        for (int i = 0; i < 500; ++i)
            longest += "𠮷";
        QVERIFY(!model->enter("text", longest));
        QVERIFY(answer(*model, "东门公交站旁的\n井盖破了"));
        QCOMPARE(kindOf(*model), QuestionKind::Photo);
        QVERIFY(!model->currentPage()->questions.front().required);
        for (const char digit : {'a', 'b', 'c'})
            QVERIFY(!model->addPhoto("photos", std::string(64, digit)));
        const auto fault = model->addPhoto("photos", std::string(64, 'd'));
        QCOMPARE(codeOf(fault), FormCode::TooMany);
        QCOMPARE(fault->limit, 3);
        QCOMPARE(codeOf(model->addPhoto("text", std::string(64, 'd'))), FormCode::NotAChoice);
        QVERIFY(model->next());
        QCOMPARE(codeOf(model->enter("mobile", "12345678901")), FormCode::MobileFormat);
        QVERIFY(!model->enter("mobile", "+86 138 0000 8000"));
        QVERIFY(model->checkAll().empty());
        const Submission submission = model->submission();
        QCOMPARE(submission.photos.size(), std::size_t{3});
        QVERIFY(!submission.form.contains("photos"));
        QCOMPARE(submission.form.at("mobile").get<std::string>(), std::string("13800008000"));
        QCOMPARE(model->summary().at(2).value, (Text{"3 张", "3 photos"}));
        QCOMPARE(model->summary().at(3).onPaper.zh, std::string("138****8000"));
        model->clear("photos");
        model->clear("mobile");
        QVERIFY(model->checkAll().empty());
    }

    void refusesAnswersThatAreNotOffered()
    {
        const auto model = open("hr.pay-list");
        QCOMPARE(codeOf(model->enter("kinds", "housing")), FormCode::NotAChoice);
        QCOMPARE(codeOf(model->enter("no such field", "x")), FormCode::NotAChoice);
        QVERIFY(model->submission().form.empty());
    }

    void forgetsEverythingWhenWiped()
    {
        const auto model = open("utl.water");
        (void)model->enter("account", "880012345678");
        model->wipe();
        QVERIFY(model->submission().form.empty());
        QVERIFY(model->summary().empty());
        QCOMPARE(model->position(), std::size_t{0});
    }
};

BANSHI_TEST(FormModelTest)
#include "form_model_test.moc"
