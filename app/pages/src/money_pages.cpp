// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_parts.h"

#include "banshi/app/services/service_definition.h"
#include "banshi/ui/i18n/format.h"
#include "banshi/ui/i18n/translator.h"

#include <set>

namespace banshi::app::pages
{

using ui::theme::Tone;

namespace
{

/// The register's rows without the amounts that the bill's lines say again.
std::vector<session::Row> rowsBeside(const session::BillState& state)
{
    const ui::i18n::Translator translator;
    const auto amount = [&](std::int64_t fen) {
        return translator.words(ui::i18n::money(fen), ui::i18n::Language::Chinese).toStdString();
    };
    std::set<std::string> said{amount(state.totalFen)};
    for (const auto& line : state.lines)
        said.insert(amount(line.fen));
    std::vector<session::Row> rows;
    for (const auto& row : state.rows)
        if (!said.contains(row.value.zh))
            rows.push_back(row);
    return rows;
}

} // namespace

Presented page(const session::BillState& state, const Context& context)
{
    ui::pages::SummaryContents contents;
    contents.title =
        Text::key(QStringLiteral("app.bill.title"), {{QStringLiteral("amount"), ui::i18n::money(state.totalFen)}});
    contents.lead = say(context.visit.service->title);
    int number = 0;
    for (const auto& row : rowsBeside(state))
        contents.rows.push_back({QString::number(number++), say(row.label), say(row.value), {}, false});
    for (const auto& line : state.lines)
        contents.rows.push_back({QString::number(number++), say(line.name), ui::i18n::money(line.fen), {}, false});
    contents.rows.push_back(
        {QString::number(number), say("合计", "Total"), ui::i18n::money(state.totalFen), {}, false});
    if (state.slipPrinterReady)
        contents.notice =
            notice(Tone::Good, say("凭条打印机已检查：有纸、可打印", "Slip printer checked: paper in, ready"),
                   say("下一步出示付款码。没付成不会扣钱。",
                       "Next comes the payment code. Nothing is charged until you pay."));
    else
        contents.notice =
            notice(Tone::Bad,
                   say("凭条打印机现在不能打印，所以先不收钱", "The slip printer is not ready, so no money is taken"),
                   say("请稍后再试，或到附近的自助点办理。", "Please try again later, or use a machine nearby."));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = ui::pages::FootKey{say("去付款", "Pay"), state.slipPrinterReady};
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::PayState& state, const Context& context)
{
    ui::pages::PayContents contents;
    contents.state = state.closing ? ui::pages::PayState::Checking : ui::pages::PayState::Waiting;
    contents.subtitle =
        Text::key(QStringLiteral("app.pay.subtitle"), {{QStringLiteral("service"), say(context.visit.service->title)}});
    contents.qrText = QString::fromStdString(state.qrText);
    for (const auto& line : state.lines)
        contents.lines.push_back({say(line.name), static_cast<qint64>(line.fen)});
    contents.totalFen = state.totalFen;
    const auto left = std::chrono::ceil<std::chrono::seconds>(state.expires - context.clock.now());
    contents.secondsLeft = static_cast<int>(std::max<std::int64_t>(0, left.count()));
    ui::pages::Foot foot;
    foot.back = ui::pages::FootKey{say("上一步", "Back"), !state.closing};
    foot.finish = ui::pages::FootKey{say("不付了，结束", "Do not pay, finish"), !state.closing};
    return {contents, foot};
}

} // namespace banshi::app::pages
