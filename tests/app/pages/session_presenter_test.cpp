// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/session_presenter.h"

#include "banshi/app/fakes/fake_devices.h"
#include "banshi/app/fakes/fake_face_check.h"
#include "banshi/app/fakes/fake_journal.h"
#include "banshi/app/fakes/fake_platform.h"
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/session/session.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using ui::i18n::Language;

namespace
{

QString words(const ui::i18n::Text& text, Language language = Language::Chinese)
{
    static const ui::i18n::Translator translator;
    return translator.words(text, language);
}

/// A visit of `service`, begun.
struct Visitor
{
    testing::ManualClock clock;
    fakes::FakeJournal journal;
    fakes::FakePlatform platform;
    fakes::FakeDevices devices;
    fakes::FakeFaceCheck face;
    session::Surroundings around{clock,
                                 platform,
                                 journal,
                                 devices,
                                 face,
                                 [](const auto&, const auto&) { return true; },
                                 [](const session::SlipContent&) { return ports::SlipText{}; },
                                 {},
                                 "TEST-1",
                                 "440399001002003",
                                 "zh-CN"};
    std::shared_ptr<const services::Catalogue> catalogue =
        services::loadCatalogue(services::CatalogueSource(CATALOGUE), clock).catalogue;
    session::Session session{around, {}};

    Visitor(const char* service, session::Flow::Kind kind) { session.start(catalogue->find(service), catalogue, kind); }

    template <class Contents>
    [[nodiscard]] Contents page() const
    {
        return std::get<Contents>(pages::present(*session.flow(), session.visit(), clock).page);
    }
    void give(session::Event::Kind kind, const std::string& value = {})
    {
        session.handle({kind, {}, value});
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
    }
};

} // namespace

class SessionPresenterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksInSpokenWords()
    {
        Visitor visitor("grid.report", session::Flow::Kind::Report);
        const auto page = visitor.page<ui::pages::FormContents>();
        QCOMPARE(words(page.title), QStringLiteral("是哪方面的问题？"));
        QCOMPARE(words(page.title, Language::English), QStringLiteral("What kind of problem?"));
    }

    void namesAFieldThatIsTypedInto()
    {
        Visitor visitor("grid.report", session::Flow::Kind::Report);
        visitor.give(session::Event::Kind::Choose, "fire");
        visitor.give(session::Event::Kind::Next);
        const auto page = visitor.page<ui::pages::FormContents>();
        QCOMPARE(words(page.title), QStringLiteral("发生了什么？"));
        QCOMPARE(words(page.label), QStringLiteral("情况说明"));
    }

    void saysUnderTheFieldWhatIsWrong()
    {
        Visitor visitor("grid.report", session::Flow::Kind::Report);
        visitor.give(session::Event::Kind::Choose, "fire");
        visitor.give(session::Event::Kind::Next);
        visitor.give(session::Event::Kind::Next, "短");
        const auto page = visitor.page<ui::pages::FormContents>();
        QVERIFY(!page.error.isEmpty());
        QVERIFY(!words(page.error, Language::English).contains(QLatin1Char('.') + QStringLiteral("too")));
    }

    void showsEveryStepOfTheServiceInTheBar()
    {
        Visitor visitor("grid.report", session::Flow::Kind::Report);
        const auto steps = pages::presentSteps(*visitor.session.flow());
        QCOMPARE(steps.running, 0);
        QCOMPARE(words(steps.names.front()), QStringLiteral("填写 1/3"));
        QCOMPARE(steps.names.size(), std::size_t(4));
        for (const auto& name : steps.names)
            QVERIFY(!words(name).isEmpty() && !words(name, Language::English).isEmpty());
    }

    void letsNobodyTakeAPictureBeforeTheCameraShowsOne()
    {
        Visitor visitor("grid.report", session::Flow::Kind::Report);
        visitor.devices.cameraDark = true;
        visitor.give(session::Event::Kind::Choose, "fire");
        visitor.give(session::Event::Kind::Next);
        visitor.give(session::Event::Kind::Next, "消防通道被堵");
        visitor.give(session::Event::Kind::Next);
        QCOMPARE(visitor.page<ui::pages::PhotoContents>().camera, ui::pages::PhotoCamera::Starting);
        visitor.devices.givePicture();
        QCOMPARE(visitor.page<ui::pages::PhotoContents>().camera, ui::pages::PhotoCamera::Showing);
    }

    void saysEachAmountOfABillOnce()
    {
        Visitor visitor("utl.water", session::Flow::Kind::Bill);
        const auto row = [](const char* label, const char* value) {
            return nlohmann::json{{"label", {{"zh", label}, {"en", label}}}, {"value", value}};
        };
        visitor.platform.answer(
            "POST /v1/queries",
            {{"query_id", "Q"}, {"rows", {row("账期", "2026-10"), row("水费", "¥81.00"), row("应缴", "¥86.40")}}});
        visitor.platform.answer("POST /v1/quotes",
                                {{"quote_id", "Q"},
                                 {"total_fen", 8640},
                                 {"lines",
                                  {{{"name", {{"zh", "水费（18 吨）"}, {"en", "Water (18 t)"}}}, {"fen", 8100}},
                                   {{"name", {{"zh", "垃圾处理费"}, {"en", "Waste"}}}, {"fen", 540}}}}});
        visitor.give(session::Event::Kind::Next, "4403992271");
        QStringList values;
        for (const auto& shown : visitor.page<ui::pages::SummaryContents>().rows)
            values << words(shown.value);
        QCOMPARE(values, (QStringList{QStringLiteral("2026-10"), QStringLiteral("¥81.00"), QStringLiteral("¥5.40"),
                                      QStringLiteral("¥86.40")}));
    }

    void namesAmountAndOrderWhenAPaymentIsInDoubt()
    {
        Visitor visitor("utl.water", session::Flow::Kind::Bill);
        visitor.platform.answer("POST /v1/quotes",
                                {{"quote_id", "Q"},
                                 {"total_fen", 8640},
                                 {"lines", {{{"name", {{"zh", "水费"}, {"en", "Water"}}}, {"fen", 8640}}}}});
        visitor.platform.answer("POST /v1/payments", {{"order_id", "O-17"}, {"qr_text", "pay:O-17"}});
        visitor.platform.answer("GET /v1/payments/O-17", {{"state", "UNKNOWN"}});
        visitor.platform.answer("POST /v1/payments/O-17/close", {{"state", "UNKNOWN"}});
        visitor.give(session::Event::Kind::Next, "4403992271");
        visitor.give(session::Event::Kind::Next);
        visitor.give(session::Event::Kind::Next);
        visitor.give(session::Event::Kind::Finish);
        for (int turn = 0; turn < 40; ++turn)
        {
            visitor.clock.advance(std::chrono::seconds(2));
            visitor.give(session::Event::Kind::Rate); // nothing here; turns the event loop
        }
        const auto page = visitor.page<ui::pages::MessageContents>();
        QCOMPARE(words(page.happened), QStringLiteral("还不能确定这笔钱付成了没有"));
        QVERIFY(page.code.isEmpty()); // one number to quote, not two
        QCOMPARE(page.rows.size(), std::size_t(3));
        QCOMPARE(words(page.rows.at(1).value), QStringLiteral("¥86.40"));
        QCOMPARE(words(page.rows.at(2).value), QStringLiteral("O-17"));
        QCOMPARE(page.keys.size(), std::size_t(1));
    }

    void sendsNobodyForASlipThatMayNotHaveCome()
    {
        for (const bool isPrinted : {true, false})
        {
            Visitor visitor("utl.water", session::Flow::Kind::Bill);
            if (!isPrinted)
                visitor.devices.slipFault = ports::DeviceFault{"drivers.common.outcomeUnknown", true};
            visitor.platform.answer("POST /v1/quotes",
                                    {{"quote_id", "Q"},
                                     {"total_fen", 8640},
                                     {"lines", {{{"name", {{"zh", "水费"}, {"en", "Water"}}}, {"fen", 8640}}}}});
            visitor.platform.answer("POST /v1/payments", {{"order_id", "O-17"}, {"qr_text", "pay:O-17"}});
            visitor.platform.answer("GET /v1/payments/O-17", {{"state", "PAID"}});
            visitor.give(session::Event::Kind::Next, "4403992271");
            visitor.give(session::Event::Kind::Next);
            visitor.give(session::Event::Kind::Next);
            for (int turn = 0; turn < 10; ++turn)
            {
                visitor.clock.advance(std::chrono::seconds(2));
                visitor.give(session::Event::Kind::Rate); // nothing here; turns the event loop
            }
            const auto page = visitor.page<ui::pages::DoneContents>();
            QCOMPARE(words(page.title),
                     isPrinted ? QStringLiteral("已付 ¥86.40，请取走凭条") : QStringLiteral("已付 ¥86.40，付款成功"));
            QCOMPARE(page.qrText.isEmpty(), isPrinted);
        }
    }

    void asksHowLongTheResidentIsStillThere()
    {
        const auto layer = pages::presentIdleQuestion(12);
        QVERIFY(!layer.keys.empty());
        QVERIFY(words(layer.title).size() > 2 && words(layer.title, Language::English).size() > 2);
    }
};

BANSHI_TEST(SessionPresenterTest)
#include "session_presenter_test.moc"
