// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/front_presenter.h"

#include "banshi/app/services/catalogue_loader.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QTest>
#include <set>

using namespace banshi;
using namespace banshi::app;

namespace
{

/// The front page of a machine with the real catalogue.
struct Front
{
    testing::ManualClock clock;
    std::shared_ptr<const services::Catalogue> catalogue =
        services::loadCatalogue(services::CatalogueSource(CATALOGUE), clock).catalogue;
    pages::FrontPresenter presenter{catalogue};

    template <class Contents>
    [[nodiscard]] Contents page() const
    {
        return std::get<Contents>(presenter.page());
    }
    void tap(const QString& name, const QString& text = {}) { presenter.handle({name, text}); }
};

/// Every device that a service may want, and the line.
services::MachineState allWell(const Front& front)
{
    services::MachineState state;
    for (const auto& service : front.catalogue->services())
        for (const auto* devices : {&service->devices.needed, &service->devices.preferred, &service->devices.pickup})
            for (const auto& device : *devices)
                state.devices[device] = {services::DeviceCondition::Ok, {}};
    state.networkUp = true;
    state.queueAccepting = true;
    state.appVersion = "0.1.0";
    return state;
}

} // namespace

class FrontPresenterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNoDrawerThatIsEmpty()
    {
        Front front;
        const auto page = front.page<ui::pages::FrontContents>();
        QVERIFY(!page.categories.empty());
        for (const auto& category : page.categories)
            QVERIFY2(!front.catalogue->inCategory(category.id.toStdString()).empty(), qPrintable(category.id));
    }

    void leadsToEveryServiceThroughItsDrawers()
    {
        Front front;
        std::set<std::string> reached;
        for (const auto& category : front.page<ui::pages::FrontContents>().categories)
            for (const auto& service : front.catalogue->inCategory(category.id.toStdString()))
                reached.insert(service->id);
        for (const auto& service : front.catalogue->services())
            QVERIFY2(reached.contains(service->id), service->id.c_str());
    }

    void saysWhyAServiceDoesNotWorkInsteadOfStartingIt()
    {
        Front front;
        front.presenter.setState({}); // no device, no network
        const auto wish = front.presenter.handle({QStringLiteral("service.utl.water"), {}});
        QVERIFY(std::holds_alternative<std::monostate>(wish));
        QVERIFY(!front.page<ui::pages::MessageContents>().happened.isEmpty());
    }

    void tellsOfACameraThatIsMissingAlthoughEveryServiceWorks()
    {
        Front front;
        auto state = allWell(front);
        front.presenter.setState(state);
        QCOMPARE(front.page<ui::pages::FrontContents>().truth.tone, ui::theme::Tone::Good);
        state.devices["face-camera"].condition = services::DeviceCondition::Fault;
        front.presenter.setState(state);
        const auto truth = front.page<ui::pages::FrontContents>().truth;
        QCOMPARE(truth.tone, ui::theme::Tone::Wait);
        const ui::i18n::Translator translator;
        QVERIFY(translator.words(truth.body, ui::i18n::Language::Chinese).contains(QStringLiteral("手机验证码")));
    }

    void startsWithTheCardForWhatNeedsIt()
    {
        Front front;
        front.presenter.setState(allWell(front));
        QVERIFY(front.presenter.foot().next.has_value());
        const auto wish = front.presenter.handle({QStringLiteral("foot.next"), {}});
        const auto* card = std::get_if<pages::StartWithCard>(&wish);
        QVERIFY(card);
        std::set<std::string> offered;
        for (const auto& service : card->services)
            offered.insert(service->id);
        QCOMPARE(offered, (std::set<std::string>{"hr.pay-list", "pol.no-crime"}));
    }

    void saysWhyNothingCanBeDoneWithTheCard()
    {
        Front front;
        auto state = allWell(front);
        state.networkUp = false;
        front.presenter.setState(state);
        const auto wish = front.presenter.handle({QStringLiteral("foot.next"), {}});
        QVERIFY(std::holds_alternative<std::monostate>(wish));
        QVERIFY(!front.page<ui::pages::MessageContents>().happened.isEmpty());
    }

    void goesHomeFromEverywhere()
    {
        Front front;
        front.tap(QStringLiteral("category.payments"));
        QVERIFY(front.presenter.isElsewhere());
        front.tap(QStringLiteral("foot.back"));
        QVERIFY(!front.presenter.isElsewhere());
    }
};

BANSHI_TEST(FrontPresenterTest)
#include "front_presenter_test.moc"
