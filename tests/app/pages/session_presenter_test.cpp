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
        QCOMPARE(steps.names.size(), std::size_t(4));
        for (const auto& name : steps.names)
            QVERIFY(!words(name).isEmpty() && !words(name, Language::English).isEmpty());
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
