// SPDX-License-Identifier: GPL-3.0-or-later
#include "front_page.h"

#include "banshi/ui/widgets/button_grid.h"
#include "banshi/ui/widgets/tile.h"
#include "search_key.h"

namespace banshi::ui::pages
{

namespace
{

constexpr std::size_t kMostCategories = 6;
constexpr std::size_t kMostUsual = 3;
constexpr int kColumns = 2;

} // namespace

FrontPage::FrontPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("front"), parent) {}

void FrontPage::setContents(const FrontContents& contents)
{
    const bool isHomeSame = contents.truth == m_contents.truth && contents.erased == m_contents.erased &&
                            contents.categories == m_contents.categories && contents.usual == m_contents.usual;
    m_contents = contents;
    if (!isHomeSame || sheets().sheetCount() == 0)
        build();
    if (m_contents.searching)
        showSearch();
    else
        leaveSearch();
}

void FrontPage::clearEntry()
{
    if (m_search != nullptr)
        m_search->clearEntry();
}

void FrontPage::build()
{
    sheets().clear();
    addTitle(word(u"front.title"));
    addWords(word(u"front.lead"));
    auto* search = new SearchKey(look(), QStringLiteral("search.open"));
    connect(search, &SearchKey::clicked, this, [this] { tap(QStringLiteral("search.open")); });
    sheets().add(search);
    if (m_contents.erased)
        addNotice(*m_contents.erased);
    addNotice(m_contents.truth);
    buildCategories();
    if (!m_contents.usual.empty())
    {
        addHeading(word(u"front.usual"));
        std::vector<ServiceRow> usual = m_contents.usual;
        usual.resize(std::min(usual.size(), kMostUsual));
        addServices(usual);
    }
    sheets().settle();
}

void FrontPage::buildCategories()
{
    std::vector<widgets::ButtonGrid*> grids; // one for each row, so that a row may stand on the next sheet
    for (std::size_t i = 0; i < std::min(m_contents.categories.size(), kMostCategories); ++i)
    {
        const Category& category = m_contents.categories[i];
        const QString name = QStringLiteral("category.") + category.id;
        auto* tile = new widgets::Tile(look(), name);
        tile->setSign(category.sign);
        tile->setTitle(category.title);
        tile->setExamples(category.examples);
        connect(tile, &widgets::Tile::clicked, this, [this, name] { tap(name); });
        if (i % kColumns == 0)
        {
            grids.push_back(new widgets::ButtonGrid(look(), kColumns));
            sheets().add(grids.back(), {.grows = true, .mostGrowth = 11, .counts = true});
        }
        grids.back()->add(tile);
    }
    for (widgets::ButtonGrid* grid : grids)
        grid->setPeers({grids.begin(), grids.end()});
}

void FrontPage::showSearch()
{
    if (m_search == nullptr)
    {
        m_search = new SearchView(tools(), {}, word(u"front.search"), this);
        connect(m_search, &SearchView::edited, this,
                [this](const QString& wanted) { tap(QStringLiteral("search.edited"), wanted); });
        connect(m_search, &SearchView::closed, this, [this] { tap(QStringLiteral("search.close")); });
        showSheets(false);
        setBottom(m_search);
    }
    std::vector<QWidget*> rows;
    if (m_contents.results)
        for (const ServiceRow& result : m_contents.results->rows)
        {
            widgets::ListRow* row = makeServiceRow(look(), result);
            connect(row, &widgets::ListRow::clicked, this, [this, name = row->objectName()] { tap(name); });
            rows.push_back(row);
        }
    m_search->setRows(rows, m_contents.results ? word(u"front.nothingFound") : word(u"front.searchHint"));
}

void FrontPage::leaveSearch()
{
    if (m_search == nullptr)
        return;
    m_search->clearEntry();
    m_search->hide();
    m_search->deleteLater();
    m_search = nullptr;
    showSheets(true);
}

ServiceListPage::ServiceListPage(const PageTools& tools, QWidget* parent)
    : Page(tools, QStringLiteral("serviceList"), parent)
{
}

void ServiceListPage::setContents(const ServiceListContents& contents)
{
    const bool isOtherList = contents.title != m_contents.title;
    m_contents = contents;
    sheets().clear();
    addTitle(contents.title);
    addWords(contents.subtitle);
    addServices(contents.rows);
    if (isOtherList)
        sheets().setSheet(0);
    else
        sheets().settle();
}

} // namespace banshi::ui::pages
