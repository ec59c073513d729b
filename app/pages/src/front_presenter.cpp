// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/front_presenter.h"

#include "banshi/ui/i18n/translator.h"
#include "page_parts.h"

namespace banshi::app::pages
{

using ui::pages::Tap;
using ui::theme::Tone;

namespace
{

constexpr std::size_t kMostCategories = 6; // screens.md: at most six choices in a group
constexpr std::size_t kMostUsual = 3;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

Text reasonOf(const services::Offer& offer)
{
    if (!offer.words.empty())
        return say(offer.words);
    const auto code = services::dotted(offer.reason);
    return Text::sentence(QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())));
}

// What is different while a device does not work that services can do without.
Text without(const std::string& device)
{
    if (device == "face-camera")
        return say("面部摄像头现在不能用，可以改用手机验证码，步骤一样多。",
                   "The face camera does not work now; a code by phone takes as many steps.");
    if (device == "document-camera")
        return say("拍照现在不能用，上报可以不带照片。", "Photos cannot be taken now; a report can go without.");
    if (device == "receipt")
        return say("小票现在打不出来，编号会显示在屏幕上，请拍下来。",
                   "Slips cannot be printed now; the number is shown on the screen to be photographed.");
    return say("有一个部件现在不能用，能办的照常办。", "One part does not work now; what is offered works without it.");
}

} // namespace

FrontPresenter::FrontPresenter(std::shared_ptr<const services::Catalogue> catalogue)
    : m_catalogue(std::move(catalogue)), m_search(*m_catalogue)
{
}

void FrontPresenter::goHome()
{
    m_place = Place::Front;
    m_words.assign(m_words.size(), '\0');
    m_words.clear();
}

FrontWish FrontPresenter::choose(const std::string& id)
{
    const auto service = m_catalogue->find(id);
    if (!service)
        return {};
    m_refused = services::offerOf(*service, m_state);
    if (m_refused.offered)
        return StartService{id};
    m_place = Place::Why;
    return {};
}

FrontWish FrontPresenter::startWithCard()
{
    StartWithCard wish;
    std::optional<services::Offer> refused;
    for (const auto& service : m_catalogue->services())
    {
        if (service->identity.level == services::IdentityLevel::None || !session::flowKind(*service))
            continue;
        auto offer = services::offerOf(*service, m_state);
        if (offer.offered)
            wish.services.push_back(service);
        else if (!refused)
            refused = std::move(offer);
    }
    if (!wish.services.empty())
        return wish;
    if (refused)
    {
        m_refused = std::move(*refused);
        m_place = Place::Why;
    }
    return {};
}

FrontWish FrontPresenter::handle(const Tap& tap)
{
    const auto after = [&](const char* prefix) { return tap.name.mid(QLatin1String(prefix).size()).toStdString(); };
    if (tap.name == QLatin1String("search.open"))
        m_place = Place::Search;
    else if (tap.name == QLatin1String("search.edited"))
        m_words = tap.text.toStdString();
    else if (tap.name == QLatin1String("search.close") || tap.name == QLatin1String("foot.back") ||
             tap.name == QLatin1String("foot.finish"))
        goHome();
    else if (tap.name.startsWith(QLatin1String("category.")))
    {
        m_category = after("category.");
        m_place = Place::List;
    }
    else if (tap.name == QLatin1String("foot.extra"))
    {
        m_category.clear();
        m_place = Place::List;
    }
    else if (tap.name == QLatin1String("foot.other"))
        return StartPickup{};
    else if (tap.name == QLatin1String("foot.next"))
        return startWithCard();
    else if (tap.name.startsWith(QLatin1String("service.")))
        return choose(after("service."));
    return {};
}

ui::pages::ServiceRow serviceRow(const services::ServiceDefinition& service)
{
    const Text minutes = Text::both(QStringLiteral("约 %1 分钟").arg(service.minutes),
                                    QStringLiteral("about %1 min").arg(service.minutes));
    const Text detail =
        Text::both(QStringLiteral("约 %1 分钟 · %2").arg(service.minutes).arg(text(service.fee.text.zh)),
                   QStringLiteral("about %1 min · %2").arg(service.minutes).arg(text(service.fee.text.en)));
    return {text(service.id), say(service.title), service.fee.text.empty() ? minutes : detail, {}};
}

ui::pages::ServiceRow FrontPresenter::row(const services::ServiceDefinition& service) const
{
    auto row = serviceRow(service);
    if (const auto offer = services::offerOf(service, m_state); !offer.offered)
        row.paused = reasonOf(offer);
    return row;
}

ui::widgets::Notice FrontPresenter::truth() const
{
    const auto now = services::truthAbout(*m_catalogue, m_state);
    const Text title = Text::both(QStringLiteral("现在能办 %1 项").arg(now.offered),
                                  QStringLiteral("%1 services work now").arg(now.offered));
    if (now.paused == 0 && !now.missing.empty())
        return notice(Tone::Wait, title, without(now.missing.front()));
    if (now.paused == 0)
        return notice(Tone::Good, title, say("设备和网络都正常。", "Devices and network are fine."));
    QString zh = QStringLiteral("%1 项暂停：").arg(now.paused);
    QString en = QStringLiteral("%1 paused: ").arg(now.paused);
    const ui::i18n::Translator translator;
    services::Offer first;
    if (!now.pauses.empty())
        first = services::offerOf(*m_catalogue->find(now.pauses.front().services.front()), m_state);
    const Text reason = reasonOf(first);
    zh += translator.words(reason, ui::i18n::Language::Chinese);
    en += translator.words(reason, ui::i18n::Language::English);
    return notice(now.offered > 0 ? Tone::Wait : Tone::Bad, title, Text::both(zh, en));
}

ui::pages::FrontContents FrontPresenter::front() const
{
    ui::pages::FrontContents contents;
    contents.truth = truth();
    if (m_erased)
        contents.erased = notice(Tone::Good, say("上一位的信息已全部清除", "The last visitor's data has been erased"));
    for (const auto& category : m_catalogue->categories())
        if (category.front && contents.categories.size() < kMostCategories &&
            !m_catalogue->inCategory(category.id).empty())
            contents.categories.push_back(
                {text(category.id), Text::plain(text(category.sign)), say(category.title), say(category.subtitle)});
    for (const auto& service : m_catalogue->usual())
        if (contents.usual.size() < kMostUsual)
            contents.usual.push_back(row(*service));
    contents.searching = m_place == Place::Search;
    if (contents.searching && !m_words.empty())
    {
        ui::pages::SearchResults results;
        for (const auto& hit : m_search.find(m_words))
            results.rows.push_back(row(*hit.service));
        contents.results = std::move(results);
    }
    return contents;
}

ui::pages::ServiceListContents FrontPresenter::list() const
{
    ui::pages::ServiceListContents contents;
    contents.title = say("全部服务", "All services");
    auto services = m_catalogue->services();
    for (const auto& category : m_catalogue->categories())
    {
        if (category.id != m_category)
            continue;
        contents.title = say(category.title);
        contents.subtitle = say(category.subtitle);
        services = m_catalogue->inCategory(m_category);
    }
    for (const auto& service : services)
        contents.rows.push_back(row(*service));
    return contents;
}

ui::pages::MessageContents FrontPresenter::why() const
{
    const auto code = services::dotted(m_refused.reason);
    auto contents = ui::pages::messageFor(QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())));
    if (!m_refused.words.empty())
        contents.happened = say(m_refused.words);
    return contents;
}

std::variant<ui::pages::FrontContents, ui::pages::ServiceListContents, ui::pages::MessageContents>
FrontPresenter::page() const
{
    switch (m_place)
    {
    case Place::Front:
    case Place::Search:
        return front();
    case Place::List:
        return list();
    case Place::Why:
        return why();
    }
    return front();
}

ui::pages::Foot FrontPresenter::foot() const
{
    ui::pages::Foot foot;
    if (m_place == Place::Front)
    {
        foot.other = ui::pages::FootKey{say("取件码", "Pick-up code")};
        foot.next = ui::pages::FootKey{say("放身份证，开始", "Start with ID card")};
        foot.extra = ui::pages::FootKey{say("全部服务", "All services")};
    }
    else
        foot.back = ui::pages::FootKey{say("回首页", "Home")};
    return foot;
}

} // namespace banshi::app::pages
