// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

pages::DoneContents certificate()
{
    pages::DoneContents contents;
    contents.title = say("办好了，请取走 1 张证明", "Done. Please take your certificate");
    contents.where = say("出纸口在右下方，灯在闪。", "The outlet is lower right; its light blinks.");
    contents.picture = pages::Picture::Paper;
    contents.rows = {{say("证明", "Certificate"), say("无犯罪记录证明", "No-crime record")},
                     {say("编号", "Number"), same("SZ-2026-0417-000382")},
                     {say("真伪查验", "To check it"), say("扫纸上二维码", "scan the code on the paper")}};
    contents.rating = pages::Rating{};
    contents.reminder = widgets::Notice{.tone = theme::Tone::Wait,
                                        .title = say("别忘了拿走身份证", "Do not forget your ID card"),
                                        .sign = QStringLiteral("!")};
    return contents;
}

pages::DoneContents saved()
{
    pages::DoneContents contents;
    contents.title = say("收下了，暂存待提交", "Kept here, to be handed in");
    contents.where = say("网络恢复后自动提交，正式受理以平台回执为准。",
                         "It is handed in when the line is back; it counts from the platform's receipt.");
    contents.rows = {{say("本机编号", "Local number"), same("SZ-FT-0417-a1b2c3d4-000017"), theme::Tone::Plain, true}};
    contents.qrText = QStringLiteral("SZ-FT-0417-a1b2c3d4-000017");
    contents.qrCaption = say("凭条没有打出来，请拍下这个码", "The slip was not printed; please photograph this code");
    contents.rating = pages::Rating{4};
    return contents;
}

} // namespace

std::vector<Sample> endSamples()
{
    pages::Foot done;
    done.other = pages::FootKey{say("再办一件", "Another service")};
    done.next = pages::FootKey{say("拿好了，结束（15）", "I have it, finish (15)")};
    pages::Foot only;
    only.finish = pages::FootKey{say("办完了，结束", "Done, finish")};
    pages::FrameContents whole = frame(6, done);
    const pages::MessageContents message =
        pages::messageFor(QStringLiteral("drivers.receipt.paperOut"),
                          {{QStringLiteral("again"), say("再试一次", "Try again"), true},
                           {QStringLiteral("slip"), say("不要凭条，继续", "Go on without a slip")}});
    pages::MessageContents doubt = pages::messageFor(QStringLiteral("app.paymentInDoubt"),
                                                     {{QStringLiteral("again"), say("再查一次", "Ask again"), true}});
    doubt.code.clear();
    doubt.rows = {{say("缴费事项", "Service"), say("水费缴纳", "Water bill")},
                  {say("金额", "Amount"), same("¥86.40")},
                  {say("订单号", "Order number"), same("ord-z8ehk7fhamc9cda42f48"), theme::Tone::Plain, true}};
    pages::Foot finish;
    finish.finish = pages::FootKey{say("记下了，结束", "Noted, finish")};
    pages::RecoveryContents recovery{{{say("读出上一次的记录", "Reading the last record"), pages::StageState::Done},
                                      {say("核对付款", "Checking the payment"), pages::StageState::Now},
                                      {say("核对打印", "Checking the print"), pages::StageState::Waiting}}};
    pages::OutOfServiceContents out{{},
                                    i18n::Text::sentence(QStringLiteral("queue.store.full")),
                                    {},
                                    same("07:30"),
                                    say("市民中心自助点，往东 300 米", "Citizen Centre, 300 m to the east"),
                                    QStringLiteral("12345")};
    pages::OutOfServiceContents lent = out;
    lent.why = i18n::Text::sentence(QStringLiteral("app.devicesLent"));
    lent.since = same("02:05");
    lent.until = i18n::Text::key(QStringLiteral("outOfService.byItself"));
    lent.where = i18n::Text::key(
        QStringLiteral("outOfService.place"),
        {{QStringLiteral("name"), say("市民中心自助点", "Citizen Centre self-service point")},
         {QStringLiteral("address"), say("福中三路 1 号一楼东门", "1 Fuzhong 3rd Road, ground floor, east gate")},
         {QStringLiteral("distance"),
          i18n::Text::key(QStringLiteral("outOfService.metres"), {{QStringLiteral("n"), same("300")}})}});
    return {{QStringLiteral("done"), certificate(), whole},
            {QStringLiteral("done-saved"), saved(), frame(6, only)},
            {QStringLiteral("message"), message, frame(5, foot({}))},
            {QStringLiteral("message-payment-in-doubt"), doubt, frame(-1, finish)},
            {QStringLiteral("recovery"), recovery, frame(-1, {})},
            {QStringLiteral("out-of-service"), out, frame(-1, {})},
            {QStringLiteral("out-of-service-lent"), lent, frame(-1, {})}};
}

std::vector<Sample> layerSamples()
{
    pages::FrameContents idle = frame(6, {});
    idle.layer = pages::Layer{.tone = theme::Tone::Wait,
                              .title = say("您还在吗？", "Are you still there?"),
                              .body = say("没有人回答的话，这次办理会结束，填写的内容会清除。",
                                          "If nobody answers, this visit ends and what was entered is erased."),
                              .lines = {},
                              .countdown = 27,
                              .keys = {{QStringLiteral("stay"), say("我还在，继续办", "I am here, go on"), true},
                                       {QStringLiteral("finish"), say("结束", "Finish")}}};
    pages::FrameContents help = frame(3, foot(say("下一步", "Next")));
    help.layer = pages::Layer{.title = say("找人帮忙", "Ask a person"),
                              .body = say("请拨打 12345，报上机号，会有人帮您。",
                                          "Call 12345 and give this machine's number; somebody will help you."),
                              .lines = {say("机号 SZ-FT-0417", "Machine SZ-FT-0417")},
                              .countdown = {},
                              .keys = {{QStringLiteral("close"), say("知道了", "Close"), true}}};
    return {{QStringLiteral("layer-idle"), certificate(), idle}, {QStringLiteral("layer-help"), saved(), help}};
}

} // namespace banshi::ui::samples
