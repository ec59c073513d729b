// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/front_presenter.h"

#include "banshi/app/services/catalogue_loader.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

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
