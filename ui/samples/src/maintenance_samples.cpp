// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

using theme::Tone;

pages::MaintenanceContents overview()
{
    pages::MaintenanceContents contents;
    contents.first = widgets::Notice{
        .tone = Tone::Bad,
        .title = say("先做这一件：A4 打印机 · 进纸盒空", "Do this first: A4 printer · tray empty"),
        .body = say("加纸后按“测试”，3 项服务会重新开放。", "Fill it and touch 'Test'; 3 services come back."),
        .action = QStringLiteral("maintenance.first"),
        .label = say("测试", "Test")};
    const auto device = [](const char* id, i18n::Text name, Tone tone, i18n::Text state, i18n::Text figure,
                           bool isTesting = false, i18n::Text note = {}) {
        return pages::DeviceRow{QString::fromUtf8(id), std::move(name), tone,           std::move(state),
                                std::move(figure),     isTesting,       std::move(note)};
    };
    contents.devices = {
        device("idcard", say("身份证阅读器", "ID card reader"), Tone::Good, say("正常", "fine"),
               say("今日 96 次", "96 today"), false,
               say("模块 05.03　·　02:11 测试通过：读到了卡", "Module 05.03 · tested 02:11: a card was read")),
        device("face-camera", say("面容摄像头", "Face camera"), Tone::Good, say("正常", "fine"), say("15 帧", "15 fps"),
               true),
        device(
            "a4", say("A4 打印机", "A4 printer"), Tone::Bad, say("缺纸", "no paper"), say("今日 41 张", "41 today"),
            false,
            say("黑色碳粉：41%　·　青色：12%　·　品红：63%　·　黄色：58%　·　纸盒 1：0 张　·　纸盒 2：250 张",
                "Black toner 41 % · Cyan 12 % · Magenta 63 % · Yellow 58 % · Tray 1: 0 sheets · Tray 2: 250 sheets")),
        device("receipt", say("凭条打印机", "Slip printer"), Tone::Wait, say("将尽", "low"),
               say("约 70 张", "about 70 left")),
        device("document-camera", say("高拍仪", "Document camera"), Tone::Good, say("正常", "fine"), {})};
    contents.queue = {{say("待上传", "To be sent"), say("3 件，最久 6 分钟", "3, oldest 6 min")},
                      {say("需要处理", "Need attention"), say("0 件", "0")}};
    contents.network = {{say("平台", "Platform"), say("连通 38 ms", "reachable, 38 ms")},
                        {say("时间", "Clock"), say("可信，差 12 ms", "trusted, off by 12 ms")}};
    return contents;
}

pages::MaintenanceContents services()
{
    pages::MaintenanceContents contents;
    contents.section = pages::Section::Services;
    contents.services = {{QStringLiteral("hr.pay-list"), say("社保缴费清单", "Social insurance record"), true, {}},
                         {QStringLiteral("pol.no-crime"), say("无犯罪记录证明", "No-crime record"), false,
                          say("A4 打印机待修", "A4 printer to be repaired")},
                         {QStringLiteral("utl.water"), say("水费缴纳", "Water bill"), true, {}},
                         {QStringLiteral("grid.report"), say("随手报", "Report a problem"), true, {}}};
    return contents;
}

pages::MaintenanceContents audit()
{
    pages::MaintenanceContents contents;
    contents.section = pages::Section::Audit;
    contents.audit = {{same("02:20"), say("工号 0417", "Staff 0417"),
                       say("停用无犯罪记录证明", "No-crime record switched off"), say("开放", "on"),
                       say("停用：A4 打印机待修", "off: A4 printer to be repaired")},
                      {same("02:18"),
                       say("工号 0417", "Staff 0417"),
                       say("进入维护", "Maintenance entered"),
                       {},
                       say("维护", "maintenance")}};
    return contents;
}

pages::FrameContents maintenanceFrame()
{
    pages::Foot keys;
    keys.finish = pages::FootKey{say("检查并恢复服务", "Check and reopen")};
    pages::FrameContents contents = frame(-1, keys);
    contents.maintenance = say("维护 · 工程师 0417-A · 5 分钟不操作自动退出",
                               "Maintenance · engineer 0417-A · leaves after 5 idle minutes");
    return contents;
}

} // namespace

std::vector<Sample> maintenanceSamples()
{
    pages::Foot back;
    back.back = pages::FootKey{say("返回", "Back")};
    back.next = pages::FootKey{say("确定", "OK")};
    pages::PinContents first;
    first.purpose = pages::PinPurpose::ChooseNew;
    pages::PinContents locked;
    locked.lockedSeconds = 28;
    return {{QStringLiteral("pin"), pages::PinContents{}, frame(-1, back)},
            {QStringLiteral("pin-first"), first, frame(-1, back)},
            {QStringLiteral("pin-locked"), locked, frame(-1, back)},
            {QStringLiteral("maintenance"), overview(), maintenanceFrame()},
            {QStringLiteral("maintenance-services"), services(), maintenanceFrame()},
            {QStringLiteral("maintenance-audit"), audit(), maintenanceFrame()}};
}

} // namespace banshi::ui::samples
