// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

pages::ConsentContents consent()
{
    pages::ConsentContents contents;
    contents.lead =
        say("无犯罪记录证明 · 免费 · 一般 3 个工作日内出证", "No-crime record · free · usually within 3 working days");
    contents.rows = {
        {say("身份证里的姓名、号码、地址和照片", "Name, number, address and photo from your ID card"),
         say("确认是您本人，并替您填好表格", "to make sure it is you, and to fill in the form for you"),
         say("办完就清除", "erased when you finish")},
        {say("镜头前的面容", "Your face before the camera"),
         say("和身份证照片比对一次，只在这台机器上", "compared once with the card's photo, on this machine only"),
         say("比完就清除，不上传、不保存", "erased right after; never sent, never kept")}};
    contents.note = say("不想刷脸，可以改用手机验证码，步骤一样多。",
                        "Instead of your face you can use a code sent to your phone; it takes as many steps.");
    return contents;
}

pages::CardContents card(pages::CardState state)
{
    pages::CardContents contents;
    contents.state = state;
    return contents;
}

pages::FaceContents face()
{
    pages::FaceContents contents;
    contents.movement = pages::Movement::Left;
    contents.progress = 0.27;
    contents.correction = i18n::Text::sentence(QStringLiteral("face.glare"), i18n::SentencePart::Advice); // the longest
    contents.demonstration = true;
    contents.notice = widgets::Notice{.tone = theme::Tone::Good,
                                      .title = say("两个小动作，完成了一个", "Two small movements, one is done"),
                                      .body = say("戴口罩、帽子请先摘下。", "Please take off mask and hat."),
                                      .sign = QStringLiteral("2")};
    return contents;
}

pages::FaceContents refusedFace()
{
    const QString code = QStringLiteral("face.livenessDoubted");
    pages::FaceContents contents;
    contents.title = say("这次没有比对成功", "The comparison did not work this time");
    contents.notice = widgets::Notice{.tone = theme::Tone::Wait,
                                      .title = i18n::Text::sentence(code),
                                      .body = i18n::Text::sentence(code, i18n::SentencePart::Advice)};
    return contents;
}

} // namespace

std::vector<Sample> identitySamples()
{
    const i18n::Text phone = say("用手机代替", "Use my phone");
    pages::CardContents waiting = card(pages::CardState::Waiting);
    waiting.notice = widgets::Notice{
        .tone = theme::Tone::Wait,
        .title = say("没带身份证？", "No card with you?"),
        .body = say("可以用手机验证码，步骤一样多。", "You can use a code sent to your phone; it takes as many steps."),
        .sign = QStringLiteral("!")};
    pages::CardContents failed = card(pages::CardState::Waiting);
    const QString code = QStringLiteral("drivers.idcard.readFailed");
    failed.notice = widgets::Notice{.tone = theme::Tone::Bad,
                                    .title = i18n::Text::sentence(code),
                                    .body = i18n::Text::sentence(code, i18n::SentencePart::Advice)};
    pages::FaceContents still;
    still.correction = say("请正对镜头", "Please look straight here");
    pages::OtpContents otp;
    otp.sentTo = same("138****8000");
    otp.resendSeconds = 43;
    pages::OtpContents wrong = otp;
    wrong.error = i18n::Text::sentence(QStringLiteral("identity.otpWrong"));
    wrong.canResend = true;
    const i18n::Text noFace = say("不想刷脸，换一种方式", "Another way, without my face");
    return {
        {QStringLiteral("consent"), consent(),
         frame(0, foot(say("同意，继续", "I agree, go on"), say("不同意", "I don't agree")))},
        {QStringLiteral("card"), waiting, frame(1, foot({}, phone))},
        {QStringLiteral("card-reading"), card(pages::CardState::Reading), frame(1, foot({}, phone))},
        {QStringLiteral("card-remove"), card(pages::CardState::Remove), frame(1, foot({}))},
        {QStringLiteral("card-failed"), failed, frame(1, foot({}, phone))},
        {QStringLiteral("face"), face(), frame(2, foot({}, noFace)), drawnPerson()},
        {QStringLiteral("face-still"), still, frame(2, foot({}, noFace)), drawnPerson()},
        {QStringLiteral("face-refused"), refusedFace(),
         frame(2, foot(say("再试一次", "Try again"), say("用手机验证码", "Code by phone"))), drawnPerson()},
        {QStringLiteral("otp"), otp, frame(2, foot(say("下一步", "Next"), say("改用刷脸", "Use my face")))},
        {QStringLiteral("otp-wrong"), wrong, frame(2, foot(say("下一步", "Next"), say("改用刷脸", "Use my face")))}};
}

} // namespace banshi::ui::samples
