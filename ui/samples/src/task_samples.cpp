// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

pages::FrameContents billFrame(int step, pages::Foot keys)
{
    pages::FrameContents contents = frame(-1, std::move(keys));
    contents.steps = {say("户号", "Account"), say("账单", "Bill"), say("付款", "Pay"), say("凭条", "Slip")};
    contents.step = step;
    return contents;
}

pages::SummaryContents summary()
{
    pages::SummaryContents contents;
    contents.lead = say("无犯罪记录证明", "No-crime record");
    contents.rows = {
        {QStringLiteral("name"), say("姓名", "Name"), same("林*"), say("来自身份证芯片", "from the card's chip")},
        {QStringLiteral("purpose"), say("用途", "Purpose"), say("出国签证", "A visa"), {}, true},
        {QStringLiteral("country"), say("前往国家或地区", "Country or region"), say("新加坡", "Singapore"), {}, true},
        {QStringLiteral("language"), say("证明语言", "Language"), say("中英文对照", "Chinese and English"), {}, true}};
    contents.notice = widgets::Notice{
        .tone = theme::Tone::Plain,
        .title = say("点“提交”就正式申请", "'Hand in' makes it official"),
        .body = say("提交后会打印一张凭条，上面有取件码。", "A slip with your pick-up code is printed then.")};
    return contents;
}

pages::PayContents pay()
{
    pages::PayContents contents;
    contents.subtitle = say("水费 · 户号尾号 2271 · 2026 年 10 月。打印机已检查：有纸、可打印。",
                            "Water · account ending 2271 · October 2026. Printer checked: it has paper and works.");
    contents.qrText = QStringLiteral("https://pay.invalid/native?order=20261124000382&amount=8640");
    contents.lines = {{say("水费（18 吨）", "Water (18 t)"), 8100}, {say("垃圾处理费", "Waste charge"), 540}};
    contents.totalFen = 8640;
    contents.secondsLeft = 161;
    return contents;
}

pages::ProgressContents printing()
{
    pages::ProgressContents contents;
    contents.title = say("正在打印证明", "Printing your certificate");
    contents.body = say("纸从右下方出来，停稳后再取。", "It comes out lower right; please wait until it stops.");
    contents.picture = pages::Picture::Paper;
    contents.fraction = 0.5;
    contents.figure = say("第 1 页，共 2 页", "Page 1 of 2");
    contents.stages = {{say("证明已开具", "Certificate issued"), pages::StageState::Done},
                       {say("真伪已核验", "Verified as genuine"), pages::StageState::Done},
                       {say("正在打印", "Printing"), pages::StageState::Now},
                       {say("打印凭条", "Slip"), pages::StageState::Waiting}};
    return contents;
}

pages::PhotoContents photo(int taken)
{
    pages::PhotoContents contents;
    for (int i = 0; i < taken; ++i)
        contents.taken.push_back({QString::number(i), drawnSheet()});
    return contents;
}

} // namespace

std::vector<Sample> taskSamples()
{
    pages::PayContents checking = pay();
    checking.state = pages::PayState::Checking;
    pages::Foot payFoot = foot({});
    payFoot.other = pages::FootKey{say("换一种付法", "Pay another way")};
    pages::PhotoContents starting = photo(0);
    starting.camera = pages::PhotoCamera::Starting;
    pages::PhotoContents away = photo(0);
    away.camera = pages::PhotoCamera::Away;
    const pages::Foot noPhoto = foot(say("不拍照，下一步", "No photo, next"));
    return {{QStringLiteral("photo-starting"), starting, frame(3, noPhoto)},
            {QStringLiteral("photo-away"), away, frame(3, noPhoto)},
            {QStringLiteral("photo"), photo(0), frame(3, noPhoto), drawnSheet()},
            {QStringLiteral("photo-taken"), photo(2), frame(3, foot(say("下一步", "Next"))), drawnSheet()},
            {QStringLiteral("summary"), summary(), frame(4, foot(say("没有问题，提交", "All correct, hand in")))},
            {QStringLiteral("pay"), pay(), billFrame(2, payFoot)},
            {QStringLiteral("pay-checking"), checking, billFrame(2, payFoot)},
            {QStringLiteral("progress"), printing(), frame(5, {})}};
}

} // namespace banshi::ui::samples
