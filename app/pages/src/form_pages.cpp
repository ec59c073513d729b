// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_parts.h"

#include <QImage>

namespace banshi::app::pages
{

using services::QuestionKind;
using ui::theme::Tone;

namespace
{

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

std::vector<ui::pages::Choice> choicesOf(const services::Question& question)
{
    std::vector<ui::pages::Choice> choices;
    for (const auto& choice : question.choices)
        choices.push_back({text(choice.key), say(choice.label), say(choice.detail), text(choice.search)});
    return choices;
}

ui::pages::TextInput wordsInput(const services::Question& question, int lines)
{
    constexpr int kLongest = 60; // characters, when the definition sets no limit
    ui::pages::TextInput input;
    input.initial = text(question.entry);
    input.placeholder = say(question.placeholder);
    input.maxLength = question.limits.maxLength > 0 ? question.limits.maxLength : kLongest;
    input.lines = lines;
    return input;
}

ui::pages::DigitsInput digitsInput(const services::Question& question)
{
    constexpr int kLongest = 20; // digits, when the definition sets no limit
    ui::pages::DigitsInput input;
    input.initial = text(question.entry);
    input.placeholder = say(question.placeholder);
    input.maxLength = question.limits.maxLength > 0 ? question.limits.maxLength : kLongest;
    input.group = question.group;
    return input;
}

ui::pages::MonthRangeInput monthsInput(const services::Question& question)
{
    ui::pages::MonthRangeInput input;
    const std::string& suggested = question.presets.empty() ? question.entry : question.presets.front().entry;
    const QStringList ends = text(question.entry.empty() ? suggested : question.entry).split(QLatin1Char('/'));
    input.earliest = text(question.limits.earliest);
    input.latest = text(question.limits.latest);
    input.from = ends.value(0).isEmpty() ? input.latest : ends.value(0);
    input.to = ends.value(1).isEmpty() ? input.latest : ends.value(1);
    return input;
}

decltype(ui::pages::FormContents::input) inputFor(const services::Question& question)
{
    constexpr int kManyLines = 4;
    constexpr std::size_t kMostButtons = 6; // screens.md: at most six choices in a group
    switch (question.kind)
    {
    case QuestionKind::Choice:
    case QuestionKind::Photo:
        if (question.choices.size() > kMostButtons)
            return ui::pages::ListInput{choicesOf(question), text(question.entry)};
        return ui::pages::ChoiceInput{choicesOf(question), text(question.entry)};
    case QuestionKind::Country:
        return ui::pages::ListInput{choicesOf(question), text(question.entry)};
    case QuestionKind::Text:
        return wordsInput(question, 1);
    case QuestionKind::Multiline:
        return wordsInput(question, kManyLines);
    case QuestionKind::Digits:
    case QuestionKind::Mobile:
        return digitsInput(question);
    case QuestionKind::Month:
    case QuestionKind::MonthRange:
        return monthsInput(question);
    }
    return ui::pages::TextInput{};
}

} // namespace

Presented page(const session::FormState& state, const Context& context)
{
    const auto& question = state.question;
    ui::pages::FormContents contents;
    contents.field = text(question.field);
    contents.title = say(question.title.zh.empty() ? question.label : question.title);
    contents.subtitle = question.help.empty() ? say(context.visit.service->title) : say(question.help);
    contents.input = inputFor(question);
    const bool isTyped = std::holds_alternative<ui::pages::TextInput>(contents.input) ||
                         std::holds_alternative<ui::pages::DigitsInput>(contents.input);
    if (isTyped && !question.title.zh.empty() && question.title.zh != question.label.zh)
        contents.label = say(question.label);
    if (std::holds_alternative<ui::pages::ListInput>(contents.input))
        contents.label = say("打字或拼音查找", "Type to find it");
    contents.required = question.required;
    if (question.source)
        contents.source = say(question.source->name);
    if (state.fault)
    {
        const auto code = services::dotted(state.fault->code);
        contents.error = Text::sentence(QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())));
    }
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = nextKey();
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::PickupState& state, const Context&)
{
    constexpr int kCodeLength = 10;
    ui::pages::FormContents contents;
    contents.field = QStringLiteral("pickupCode");
    contents.title = say("请输入取件码", "Enter your pick-up code");
    contents.subtitle = say("印在受理凭条上，共 10 位", "It stands on your slip: 10 characters");
    ui::pages::TextInput input;
    input.maxLength = kCodeLength;
    input.chinese = false;
    contents.input = input;
    if (!state.code.empty())
        contents.error = Text::sentence(text(state.code));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = nextKey();
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::PhotoState& state, const Context&)
{
    using Camera = session::PhotoState::Camera;
    ui::pages::PhotoContents contents;
    int number = 0;
    for (const auto& picture : state.pictures)
        contents.taken.push_back(
            {QString::number(number++), QImage::fromData(picture.data(), static_cast<int>(picture.size()), "JPG")});
    contents.most = state.most;
    contents.camera = state.camera == Camera::Starting ? ui::pages::PhotoCamera::Starting
                      : state.camera == Camera::Away   ? ui::pages::PhotoCamera::Away
                                                       : ui::pages::PhotoCamera::Showing;
    contents.canTake = !state.taking && number < state.most;
    if (!state.fault.empty())
        contents.correction = Text::sentence(text(state.fault));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = ui::pages::FootKey{number == 0 ? say("不拍照，下一步", "No photo, next") : say("下一步", "Next"),
                                   !state.taking};
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::SummaryState& state, const Context& context)
{
    ui::pages::SummaryContents contents;
    contents.lead = say(context.visit.service->title);
    for (const auto& row : state.rows)
        contents.rows.push_back({text(row.field), say(row.label), say(row.value), {}, true});
    if (state.pictures > 0)
        contents.rows.push_back(
            {QStringLiteral("pictures"),
             say("照片", "Photos"),
             Text::both(QStringLiteral("%1 张").arg(state.pictures), QString::number(state.pictures)),
             {},
             false});
    if (!state.declaration.empty())
        contents.notice = notice(Tone::Plain, say("提交即表示", "By handing in you declare"), say(state.declaration));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = ui::pages::FootKey{say("没有问题，提交", "All correct, hand in")};
    foot.finish = finishKey();
    return {contents, foot};
}

} // namespace banshi::app::pages
