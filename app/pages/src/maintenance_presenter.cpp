// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/maintenance_presenter.h"

#include "banshi/app/maintenance/advice.h"
#include "banshi/app/maintenance/pin_rules.h"
#include "banshi/ui/i18n/format.h"
#include "maintenance_words.h"
#include "page_parts.h"

namespace banshi::app::pages
{

namespace
{

using maintenance::Maintenance;
using ui::theme::Tone;

constexpr int kLongestReason = 30; // fits a row of the front page's lists
constexpr int kMostStaffDigits = 8;
const char* const kOwnReason = "own";

ui::pages::FootKey okKey(bool enabled = true)
{
    return {say("确定", "OK"), enabled};
}

ui::pages::FootKey returnKey()
{
    return {say("返回", "Back"), true};
}

Presented pageOf(const maintenance::LoadingState&, const Maintenance&)
{
    ui::pages::ProgressContents contents;
    contents.title = say("正在打开维护", "Opening maintenance");
    ui::pages::Foot foot;
    foot.back = returnKey();
    return {contents, foot};
}

Presented pageOf(const maintenance::PinState& state, const Maintenance&)
{
    using From = maintenance::PinState::Purpose;
    using To = ui::pages::PinPurpose;
    ui::pages::PinContents contents;
    contents.purpose = state.purpose == From::Enter       ? To::Enter
                       : state.purpose == From::ChooseNew ? To::ChooseNew
                                                          : To::RepeatNew;
    contents.least = static_cast<int>(maintenance::kLeastPinDigits);
    contents.digits = static_cast<int>(maintenance::kMostPinDigits);
    contents.error = sentenceOf(state.code);
    contents.lockedSeconds = state.lockedSeconds;
    ui::pages::Foot foot;
    foot.back = returnKey();
    foot.next = okKey(!state.checking && state.lockedSeconds == 0);
    return {contents, foot};
}

Presented pageOf(const maintenance::StaffState& state, const Maintenance&)
{
    ui::pages::FormContents contents;
    contents.field = QStringLiteral("staff");
    contents.title = say("请输入您的工号", "Please enter your staff number");
    contents.subtitle =
        say("这次维护的每一步都记在这个工号名下。", "Everything done in this visit is recorded under it.");
    contents.label = say("工号", "Staff number");
    contents.input = ui::pages::DigitsInput{{}, say("1 到 8 位数字", "1 to 8 digits"), kMostStaffDigits, false, 0};
    contents.error = sentenceOf(state.code);
    ui::pages::Foot foot;
    foot.back = returnKey();
    foot.next = okKey();
    return {contents, foot};
}

Text titleOf(const std::string& service, const Maintenance& visit)
{
    const auto found = visit.parts().catalogue->find(service);
    return found ? say(found->title) : same(service);
}

Presented pageOf(const maintenance::ReasonState& state, const Maintenance& visit)
{
    ui::pages::FormContents contents;
    contents.field = state.own ? QStringLiteral("ownReason") : QStringLiteral("reason");
    contents.title = say("为什么停用？", "Why is it switched off?");
    contents.subtitle = Text::key(QStringLiteral("maintenance.reasonFor"),
                                  {{QStringLiteral("service"), titleOf(state.service, visit)}});
    contents.error = sentenceOf(state.code);
    if (state.own)
        contents.input = ui::pages::TextInput{
            {}, say("例如：换水表，周三恢复", "for example: new meters, back on Wednesday"), kLongestReason, 2, true};
    else
    {
        ui::pages::ChoiceInput input;
        for (const auto& reason : maintenance::usualReasons())
            input.choices.push_back({QString::fromStdString(reason.id), say(reason.words), {}, {}});
        input.choices.push_back(
            {QString::fromUtf8(kOwnReason), say("其他原因，自己写", "Another reason, in my own words"), {}, {}});
        input.selected = QString::fromStdString(state.chosen);
        contents.input = std::move(input);
    }
    ui::pages::Foot foot;
    foot.back = returnKey();
    foot.next = state.chosen == kOwnReason ? ui::pages::FootKey{say("下一步", "Next"), true}
                                           : ui::pages::FootKey{say("停用", "Switch off"), true};
    return {contents, foot};
}

Presented pageOf(const maintenance::FaultState& state, const Maintenance&)
{
    ui::pages::Foot foot;
    foot.back = returnKey();
    return {ui::pages::messageFor(QString::fromStdString(state.code)), foot};
}

std::optional<ui::widgets::Notice> firstThing(const maintenance::MenuState& state, const Maintenance& visit)
{
    if (!state.code.empty())
        return notice(Tone::Bad, sentenceOf(state.code),
                      Text::sentence(QString::fromStdString(state.code), ui::i18n::SentencePart::Advice));
    const auto advice = maintenance::adviceFor(*visit.parts().catalogue, visit.machine());
    if (!advice)
        return std::nullopt;
    const ui::i18n::Text::Arg count{QStringLiteral("n"), Text::plain(QString::number(advice->services))};
    if (advice->device.empty())
    {
        const auto& health = visit.health();
        const bool isClock = health && !health->reachable && health->lastProblem == "queue.sync.clockWrong";
        return notice(
            Tone::Bad,
            isClock ? say("先做这一件：校准本机时间", "Do this first: set this machine's clock")
                    : say("先做这一件：网络，平台连不上", "Do this first: the line, the platform cannot be reached"),
            Text::key(QStringLiteral("maintenance.lineBringsBack"), {count}));
    }
    for (const auto& device : visit.parts().bench.details())
    {
        if (device.name != advice->device)
            continue;
        const auto row = deviceRow(device, visit.tester());
        return ui::widgets::Notice{
            Tone::Bad,
            Text::key(QStringLiteral("maintenance.first"),
                      {{QStringLiteral("device"), row.name}, {QStringLiteral("state"), row.state}}),
            Text::key(QStringLiteral("maintenance.bringsBack"), {count}),
            {},
            row.testing ? QString() : QStringLiteral("maintenance.first"),
            say("测试", "Test")};
    }
    return std::nullopt;
}

std::vector<ui::pages::SwitchRow> switchRows(const Maintenance& visit)
{
    std::vector<ui::pages::SwitchRow> rows;
    for (const auto& service : visit.parts().catalogue->services())
    {
        ui::pages::SwitchRow row{QString::fromStdString(service->id), say(service->title), true, {}};
        const auto off = visit.switchedOff().find(service->id);
        if (off != visit.switchedOff().end())
        {
            row.on = false;
            row.reason = say(services::Text{off->value("zh", ""), off->value("en", "")});
        }
        else if (const auto offer = services::offerOf(*service, visit.machine());
                 !offer.offered && offer.reason != services::OfferCode::SwitchedOff)
            row.reason = sentenceOf(std::string(services::dotted(offer.reason)));
        rows.push_back(std::move(row));
    }
    return rows;
}

Presented pageOf(const maintenance::MenuState& state, const Maintenance& visit)
{
    ui::pages::MaintenanceContents contents;
    contents.first = firstThing(state, visit);
    switch (state.section)
    {
    case maintenance::Section::Overview:
        for (const auto& device : visit.parts().bench.details())
            contents.devices.push_back(deviceRow(device, visit.tester()));
        contents.queue = queueRows(visit.health());
        contents.network = networkRows(visit.health(), visit.parts().clock.wall().utc);
        break;
    case maintenance::Section::Services:
        contents.section = ui::pages::Section::Services;
        contents.services = switchRows(visit);
        break;
    case maintenance::Section::Audit:
        contents.section = ui::pages::Section::Audit;
        for (const auto& act : visit.audit())
            if (auto row = auditRow(act, visit))
                contents.audit.push_back(std::move(*row));
        break;
    }
    ui::pages::Foot foot;
    foot.finish =
        ui::pages::FootKey{say("离开维护，恢复服务", "Leave maintenance, reopen"), visit.tester().running().empty()};
    return {contents, foot};
}

} // namespace

Presented present(const Maintenance& visit)
{
    return std::visit([&](const auto& state) { return pageOf(state, visit); }, visit.state());
}

Text maintenanceStrip(const Maintenance& visit)
{
    if (visit.who().empty())
        return {};
    return Text::key(QStringLiteral("maintenance.strip"),
                     {{QStringLiteral("who"), same(visit.who())},
                      {QStringLiteral("time"), ui::i18n::duration(visit.limits().menu)}});
}

std::optional<maintenance::Event> eventFor(const ui::pages::Tap& tap, const Maintenance& visit)
{
    using Kind = maintenance::Event::Kind;
    const std::string name = tap.name.toStdString();
    const auto after = [&](std::string_view prefix) { return name.substr(prefix.size()); };
    if (name == "foot.next")
        return maintenance::Event{Kind::Next, {}, tap.text.toStdString()};
    if (name == "foot.back")
        return maintenance::Event{Kind::Back, {}, {}};
    if (name == "foot.finish")
        return maintenance::Event{Kind::Leave, {}, {}};
    if (name.starts_with("section."))
        return maintenance::Event{Kind::Section, {}, after("section.")};
    if (name.starts_with("choice."))
        return maintenance::Event{Kind::Choose, after("choice."), {}};
    if (name.starts_with("switch."))
        return maintenance::Event{tap.text == QLatin1String("on") ? Kind::TurnOn : Kind::TurnOff, after("switch."), {}};
    if (name.starts_with("device.") && name.ends_with(".test"))
    {
        const auto device = after("device.");
        return maintenance::Event{Kind::Test, device.substr(0, device.size() - std::string_view(".test").size()), {}};
    }
    if (name == "maintenance.first")
        if (const auto advice = maintenance::adviceFor(*visit.parts().catalogue, visit.machine()))
            return maintenance::Event{Kind::Test, advice->device, {}};
    return std::nullopt;
}

} // namespace banshi::app::pages
