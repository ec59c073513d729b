// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_parts.h"

#include "banshi/app/services/service_definition.h"

#include <map>

namespace banshi::app::pages
{

using ui::theme::Tone;

Presented page(const session::ConsentState& state, const Context& context)
{
    ui::pages::ConsentContents contents;
    if (context.visit.service)
        contents.lead = say(context.visit.service->title);
    else
        contents.lead = say("先放身份证，再选要办的事", "Your card first, then you choose what to do");
    contents.rows = {
        {say("身份证芯片里的姓名、号码、地址和照片", "Name, number, address and portrait from your ID card's chip"),
         say("用来确认是您本人，并替您填好表格", "To make sure that it is you, and to fill in the form for you"),
         say("用完即清除，不留在这台机器上", "Erased afterwards; nothing stays on this machine")},
        {say("镜头前的面容", "Your face before the camera"),
         say("与芯片照片比对一次，只在这台机器上进行", "Compared once with the chip's portrait, on this machine only"),
         say("不上传、不保存", "Never sent, never kept")},
    };
    contents.note =
        say("不想刷脸也可以：到那一步可改用手机验证码，步骤一样多。",
            "You may decline the face comparison: a code sent to your phone takes its place, with as many steps.");
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.next = ui::pages::FootKey{state.opening ? say("请稍候…", "One moment…") : say("同意并继续", "Agree and go on"),
                                   !state.opening};
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::CardState& state, const Context&)
{
    ui::pages::CardContents contents;
    if (state.phase == session::CardState::Phase::Failed)
        contents.notice = notice(Tone::Bad, Text::sentence(QString::fromStdString(state.fault)),
                                 Text::sentence(QString::fromStdString(state.fault), ui::i18n::SentencePart::Advice));
    else
        contents.notice =
            notice(Tone::Plain, say("没带身份证？", "No card with you?"),
                   say("缴费和上报不用身份证：点“结束”，回首页就能办。开证明要用身份证，请带上再来。",
                       "Bills and reports need no card: touch 'Finish' and start from the first page. For "
                       "certificates, please come back with it."));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.finish = finishKey();
    return {contents, foot};
}

Presented page(const session::ChooseState& state, const Context&)
{
    ui::pages::ServiceListContents contents;
    contents.title = say("请选要办的事", "What would you like to do?");
    contents.subtitle = say("身份证读好了，可以拿走。缴费和上报不用身份证：点“结束”，在首页就能办。",
                            "Your card has been read; you may take it. Bills and reports need no card: touch 'Finish' "
                            "and start from the first page.");
    for (const auto& service : state.services)
        contents.rows.push_back(serviceRow(*service));
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.finish = finishKey();
    return {contents, foot};
}

namespace
{

/// The movement that the page's title asks for.
ui::pages::Movement movementFor(const std::string& advice)
{
    using ui::pages::Movement;
    static const std::map<std::string, Movement> movements{
        {"face.closer", Movement::Closer},   {"face.farther", Movement::Back}, {"face.turnLeft", Movement::Left},
        {"face.turnRight", Movement::Right}, {"face.blink", Movement::Blink},  {"face.openMouth", Movement::OpenMouth},
        {"face.nod", Movement::Nod}};
    const auto found = movements.find(advice);
    return found != movements.end() ? found->second : Movement::Still;
}

/// A movement that proves life, and no correction.
bool isChallenge(ui::pages::Movement movement)
{
    using ui::pages::Movement;
    return movement == Movement::Left || movement == Movement::Right || movement == Movement::Blink ||
           movement == Movement::OpenMouth || movement == Movement::Nod;
}

ui::widgets::Notice failureNotice(const session::FaceState& state)
{
    const QString code = QString::fromStdString(state.code);
    const Text advice = state.triesLeft > 0
                            ? Text::sentence(code, ui::i18n::SentencePart::Advice)
                            : say("请用下面的“手机验证码”继续，步骤一样多。",
                                  "Please go on with the code sent to your phone below; it takes as many steps.");
    return notice(Tone::Wait, Text::sentence(code), advice);
}

} // namespace

Presented page(const session::FaceState& state, const Context&)
{
    using Phase = session::FaceState::Phase;
    ui::pages::FaceContents contents;
    contents.demonstration = state.demonstration;
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.other =
        ui::pages::FootKey{say("不想刷脸，用手机验证码", "No face: code by phone"), state.phase != Phase::Granting};
    foot.finish = finishKey();
    switch (state.phase)
    {
    case Phase::Looking:
        contents.movement = movementFor(state.code);
        if (!state.code.empty() && !isChallenge(contents.movement))
            contents.correction = Text::sentence(QString::fromStdString(state.code), ui::i18n::SentencePart::Advice);
        break;
    case Phase::Granting:
        contents.title = say("比对成功，请稍候", "It is you. One moment, please");
        contents.progress = 1;
        break;
    case Phase::Failed:
        contents.title = say("这次没有比对成功", "The comparison did not work this time");
        contents.notice = failureNotice(state);
        foot.other = ui::pages::FootKey{say("用手机验证码", "Code by phone")};
        if (state.triesLeft > 0)
            foot.next = ui::pages::FootKey{say("再试一次", "Try again")};
        break;
    }
    return {contents, foot};
}

Presented page(const session::OtpState& state, const Context&)
{
    using Phase = session::OtpState::Phase;
    ui::pages::OtpContents contents;
    contents.sentTo = same(state.sentTo);
    if (!state.code.empty())
        contents.error = Text::sentence(QString::fromStdString(state.code));
    contents.canResend = state.phase == Phase::Asking || state.phase == Phase::Failed;
    ui::pages::Foot foot;
    foot.back = backKey();
    foot.other = ui::pages::FootKey{say("改用刷脸", "Use my face"), state.phase != Phase::Checking};
    foot.next = ui::pages::FootKey{say("下一步", "Next"), state.phase == Phase::Asking};
    foot.finish = finishKey();
    return {contents, foot};
}

} // namespace banshi::app::pages
