// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_parts.h"

#include "banshi/app/services/service_definition.h"
#include "banshi/ui/i18n/format.h"

namespace banshi::app::pages
{

using ui::pages::Picture;
using ui::theme::Tone;

namespace
{

struct WorkWords
{
    Text title;
    Text body;
    Picture picture;
};

WorkWords wordsFor(session::ProgressState::Work work)
{
    using Work = session::ProgressState::Work;
    switch (work)
    {
    case Work::Submitting:
        return {say("正在提交申请", "Handing in your application"),
                say("请不要离开，通常只要几秒。", "Please stay; it usually takes seconds."), Picture::Send};
    case Work::IssuingCertificate:
        return {say("正在开具证明", "Issuing your certificate"),
                say("已签章的原件正从平台取回并核验。", "The sealed original is being fetched and verified."),
                Picture::Send};
    case Work::PrintingCertificate:
        return {say("正在打印证明", "Printing your certificate"),
                say("纸张会从下方出纸口出来，请等它停稳再取。",
                    "The sheet comes out of the outlet below; please wait until it stops."),
                Picture::Paper};
    case Work::PrintingSlip:
        return {say("正在打印凭条", "Printing your slip"),
                say("凭条会从右侧小出口出来。", "The slip comes out of the small outlet on the right."), Picture::Slip};
    case Work::SavingReport:
        return {say("正在保存您的上报", "Saving your report"),
                say("先存在这台机器的加密队列里，再送往平台。",
                    "It is put into this machine's sealed queue first, then sent."),
                Picture::Send};
    case Work::Checking:
        return {say("正在查询", "Looking it up"), say("通常只要几秒。", "It usually takes seconds."), Picture::Send};
    }
    return {};
}

} // namespace

Presented page(const session::ProgressState& state, const Context&)
{
    const auto words = wordsFor(state.work);
    ui::pages::ProgressContents contents;
    contents.title = words.title;
    contents.body = words.body;
    contents.picture = words.picture;
    if (state.total > 0)
    {
        contents.fraction = static_cast<double>(state.done) / state.total;
        contents.figure = Text::key(QStringLiteral("app.progress.pages"),
                                    {{QStringLiteral("done"), Text::plain(QString::number(state.done))},
                                     {QStringLiteral("total"), Text::plain(QString::number(state.total))}});
    }
    return {contents, {}};
}

Presented page(const session::DoneState& state, const Context&)
{
    using Kind = session::DoneState::Kind;
    ui::pages::DoneContents contents;
    ui::pages::Foot foot;
    foot.finish = ui::pages::FootKey{say("办完了，结束", "Done, finish")};
    contents.rating = ui::pages::Rating{state.rating};
    const Text number = same(state.number);
    switch (state.kind)
    {
    case Kind::Certificate:
        contents.title = say("证明打印好了，请取走", "Your certificate is printed; please take it");
        contents.where = say("在下方出纸口", "At the outlet below");
        contents.picture = Picture::Paper;
        contents.rows = {{say("证明编号", "Certificate number"), number}};
        break;
    case Kind::Applied:
        contents.title = say("申请已受理", "Your application has been accepted");
        contents.where = say("办好后凭取件码、身份证和本人到任一自助机打印",
                             "When it is ready, print it at any machine with the code, your ID card and yourself");
        contents.picture = state.slipPrinted ? Picture::Slip : Picture::None;
        contents.rows = {{say("办件编号", "Case number"), number},
                         {say("取件码", "Pick-up code"), same(state.pickupCode), Tone::Plain, true}};
        break;
    case Kind::Paid:
        contents.title =
            Text::key(state.slipPrinted ? QStringLiteral("app.done.paid") : QStringLiteral("app.done.paidWithoutSlip"),
                      {{QStringLiteral("amount"), ui::i18n::money(state.fen)}});
        contents.where = state.slipPrinted ? say("凭条在右侧小出口", "Your slip is at the small outlet on the right")
                                           : say("没能确认凭条打印出来，请记下订单号",
                                                 "We cannot be sure that the slip was printed; please note the number");
        contents.picture = state.slipPrinted ? Picture::Slip : Picture::None;
        contents.rows = {{say("订单号", "Order number"), number}};
        break;
    case Kind::Saved:
        contents.title = say("上报已收下，暂存待提交", "Your report is kept here and will be handed in");
        contents.where = say("网络恢复后自动提交，正式受理以平台回执为准",
                             "It is handed in by itself when the line is back; it counts from the platform's receipt");
        contents.picture = state.slipPrinted ? Picture::Slip : Picture::None;
        contents.rows = {{say("本机编号", "Local number"), number, Tone::Plain, true}};
        break;
    }
    if (!state.slipPrinted && state.kind != Kind::Certificate)
    {
        contents.qrText = QString::fromStdString(state.number);
        contents.qrCaption = say("可以用手机拍下这个编号", "You may photograph this number");
    }
    if (state.usedCard)
        contents.reminder = notice(Tone::Wait, say("别忘了拿走身份证", "Do not forget your ID card"));
    return {contents, foot};
}

Presented page(const session::FaultState& state, const Context& context)
{
    const bool isInDoubt = state.code == "app.paymentInDoubt";
    const QString code = QString::fromStdString(state.code);
    std::vector<ui::pages::PageKey> keys;
    if (state.canRetry)
        keys.push_back(
            {QStringLiteral("again"), isInDoubt ? say("再查一次", "Ask again") : say("再试一次", "Try again"), true});
    auto contents = ui::pages::messageFor(code, keys);
    if (!state.words.zh.empty())
        contents.happened = say(state.words);
    if (isInDoubt)
        contents.rows = {{say("缴费事项", "Service"), say(context.visit.service->title)},
                         {say("金额", "Amount"), ui::i18n::money(context.visit.totalFen)}};
    if (!state.number.empty())
    {
        contents.code.clear(); // one number to quote, not two
        contents.rows.push_back({isInDoubt ? say("订单号", "Order number") : say("证明编号", "Certificate number"),
                                 same(state.number), Tone::Plain, true});
    }
    ui::pages::Foot foot;
    if (state.canGoBack)
        foot.back = backKey();
    foot.finish = state.number.empty() ? finishKey() : ui::pages::FootKey{say("记下了，结束", "Noted, finish")};
    return {contents, foot};
}

Presented page(const session::NoticeState& state, const Context&)
{
    using Kind = session::NoticeState::Kind;
    ui::pages::MessageContents contents;
    contents.code = QString::fromStdString(state.number);
    switch (state.kind)
    {
    case Kind::NotReady:
        contents.tone = Tone::Wait;
        contents.happened = say("还在办理中", "It is still being worked on");
        contents.meaning = say("一般三个工作日内办好，取件码继续有效。",
                               "It usually takes three working days; your code stays valid.");
        if (const auto when = base::fromRfc3339(state.readyEstimate))
            contents.advice =
                Text::key(QStringLiteral("app.notice.readyAbout"), {{QStringLiteral("day"), ui::i18n::day(*when)}});
        else
            contents.advice = say("请过几天再来。", "Please come back in a few days.");
        break;
    case Kind::Collected:
        contents.tone = Tone::Wait;
        contents.happened = say("这份证明已经取走了", "This certificate has been collected");
        contents.meaning = say("每份证明只打印一次。", "Each certificate is printed once.");
        contents.advice = say("需要再开一份，请重新申请。", "For another one, please apply again.");
        break;
    case Kind::SeeCounter:
        contents.tone = Tone::Wait;
        contents.happened = say("请到窗口办理", "Please go to the counter");
        contents.meaning = say("这件事需要工作人员当面处理。", "A clerk needs to handle this in person.");
        contents.advice = say("请带身份证到就近的办事大厅，或拨打 12345。",
                              "Please take your ID card to the nearest hall, or call 12345.");
        break;
    }
    ui::pages::Foot foot;
    foot.finish = finishKey();
    return {contents, foot};
}

} // namespace banshi::app::pages
