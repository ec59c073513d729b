// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/session_presenter.h"

#include "page_parts.h"

#include <algorithm>

namespace banshi::app::pages
{

using session::Event;
using session::Stage;

namespace
{

Text stageName(Stage stage)
{
    switch (stage)
    {
    case Stage::Consent:
        return say("同意", "Consent");
    case Stage::Card:
        return say("身份证", "ID card");
    case Stage::Choose:
        return say("选事项", "Service");
    case Stage::Face:
        return say("面容", "Face");
    case Stage::Form:
        return say("填写", "Details");
    case Stage::Photo:
        return say("拍照", "Photos");
    case Stage::Confirm:
        return say("确认", "Check");
    case Stage::Bill:
        return say("账单", "Bill");
    case Stage::Pay:
        return say("付款", "Pay");
    case Stage::Code:
        return say("取件码", "Code");
    case Stage::Receive:
        return say("领取", "Collect");
    }
    return {};
}

} // namespace

ui::pages::FootKey backKey()
{
    return {say("上一步", "Back")};
}

ui::pages::FootKey nextKey()
{
    return {say("下一步", "Next")};
}

ui::pages::FootKey finishKey()
{
    return {say("结束", "Finish")};
}

Presented present(const session::Flow& flow, const session::Visit& visit, const base::Clock& clock)
{
    const Context context{visit, clock};
    return std::visit([&](const auto& state) { return page(state, context); }, flow.current().state());
}

Steps presentSteps(const session::Flow& flow)
{
    Steps steps;
    const auto stages = flow.stages();
    for (const auto stage : stages)
        steps.names.push_back(stageName(stage));
    steps.running = static_cast<int>(std::find(stages.begin(), stages.end(), flow.stage()) - stages.begin());
    if (const auto* form = std::get_if<session::FormState>(&flow.current().state()); form != nullptr && form->total > 1)
    {
        const QString part = QStringLiteral(" %1/%2").arg(form->index + 1).arg(form->total);
        steps.names[static_cast<std::size_t>(steps.running)] =
            Text::both(QStringLiteral("填写") + part, QStringLiteral("Details") + part);
    }
    if (std::holds_alternative<session::DoneState>(flow.current().state()))
        steps.running = static_cast<int>(stages.size());
    return steps;
}

ui::pages::Layer presentIdleQuestion(int secondsLeft)
{
    ui::pages::Layer layer;
    layer.tone = ui::theme::Tone::Wait;
    layer.title = say("您还在吗？", "Are you still there?");
    layer.body = say("没有人回答的话，为了保护您的信息，这次办理会结束，填写的内容会清除。",
                     "If nobody answers, this visit ends and what was entered is erased, to protect your information.");
    layer.countdown = secondsLeft;
    layer.keys = {{QStringLiteral("stay"), say("我还在，继续办", "I am here, go on"), true},
                  {QStringLiteral("finish"), say("结束", "Finish"), false}};
    return layer;
}

std::optional<Event> eventFor(const ui::pages::Tap& tap, const session::PageState& state)
{
    const std::string text = tap.text.toStdString();
    const auto after = [&](const char* prefix) { return tap.name.mid(QLatin1String(prefix).size()).toStdString(); };
    if (tap.name == QLatin1String("foot.next") || tap.name == QLatin1String("message.next"))
        return Event{Event::Kind::Next, {}, text};
    if (tap.name == QLatin1String("foot.back"))
        return Event{Event::Kind::Back, {}, {}};
    if (tap.name == QLatin1String("foot.other"))
        return Event{Event::Kind::OtherWay, {}, {}};
    if (tap.name == QLatin1String("foot.finish") || tap.name == QLatin1String("message.finish") ||
        tap.name == QLatin1String("layer.finish"))
        return Event{Event::Kind::Finish, {}, {}};
    if (tap.name == QLatin1String("message.again") || tap.name == QLatin1String("otp.resend"))
        return Event{Event::Kind::Retry, {}, {}};
    if (tap.name.startsWith(QLatin1String("choice.")))
        return Event{Event::Kind::Choose, {}, text.empty() ? after("choice.") : text};
    if (tap.name == QLatin1String("form.edited") || tap.name == QLatin1String("otp.edited"))
        return Event{Event::Kind::Text, {}, text};
    if (tap.name.startsWith(QLatin1String("service.")))
        return Event{Event::Kind::Choose, {}, after("service.")};
    if (tap.name == QLatin1String("photo.take"))
        return Event{Event::Kind::Take, {}, {}};
    if (tap.name.startsWith(QLatin1String("photo.delete.")))
        return Event{Event::Kind::Remove, {}, after("photo.delete.")};
    if (tap.name.startsWith(QLatin1String("edit.")))
        return Event{Event::Kind::Edit, after("edit."), {}};
    if (tap.name.startsWith(QLatin1String("rating.")) && std::holds_alternative<session::DoneState>(state))
        return Event{Event::Kind::Rate, {}, after("rating.")};
    return std::nullopt;
}

} // namespace banshi::app::pages
