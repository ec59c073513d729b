// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

pages::FrontContents front()
{
    pages::FrontContents contents;
    contents.truth = {.tone = theme::Tone::Wait,
                      .title = say("现在能办 61 项", "61 services work now"),
                      .body = say("3 项暂停：A4 打印机缺纸，预计 07:30 恢复。急用可到 300 米外的市民中心点。",
                                  "3 are paused: the A4 printer is out of paper, expected back at 07:30. In a hurry: "
                                  "the Citizen Centre, 300 m away."),
                      .sign = QStringLiteral("✓")};
    const auto category = [](const char* id, const char* sign, i18n::Text title, i18n::Text examples) {
        return pages::Category{QString::fromUtf8(id), same(sign), std::move(title), std::move(examples)};
    };
    contents.categories = {
        category("certificate", "证", say("开证明", "Certificates"), say("无犯罪、社保", "police, insurance")),
        category("bill", "缴", say("缴费充值", "Bills"), say("水、电、燃气", "water, power, gas")),
        category("family", "家", say("民政与家庭", "Family"), say("婚姻、老人、救助", "marriage, elders, aid")),
        category("health", "医", say("医保与健康", "Health"), say("参保、异地、预约", "insurance, bookings")),
        category("work", "业", say("工作与落户", "Work"), say("秒批、失业、人才", "jobs, residence")),
        category("report", "报", say("随手报", "Report"), say("路面、卫生、安全", "roads, safety")),
    };
    contents.usual = {{QStringLiteral("pol.no-crime"), say("无犯罪记录证明", "No-crime record"),
                       say("约 4 分钟 · 免费", "about 4 min · free")},
                      {QStringLiteral("utl.water"), say("水费缴纳", "Water bill"), say("约 1 分钟", "about 1 min")},
                      {QStringLiteral("hr.pay-list"), say("社保缴费清单", "Social insurance record"),
                       say("约 2 分钟 · 免费", "about 2 min · free")}};
    return contents;
}

pages::Foot frontFoot()
{
    pages::Foot keys;
    keys.next = pages::FootKey{say("放身份证，开始", "Start with ID card")};
    keys.other = pages::FootKey{say("取件码", "Pick-up code")};
    keys.extra = pages::FootKey{say("全部服务", "All services")};
    return keys;
}

} // namespace

std::vector<Sample> frontSamples()
{
    pages::FrontContents erased = front();
    erased.erased = widgets::Notice{.tone = theme::Tone::Good,
                                    .title = say("上一位的信息已全部清除", "The last visitor's data has been erased")};
    pages::FrontContents searching = front();
    searching.searching = true;
    pages::FrontContents found = searching;
    found.results = pages::SearchResults{
        {{QStringLiteral("utl.water"), say("水费缴纳", "Water bill"), say("约 1 分钟", "about 1 min")},
         {QStringLiteral("pol.no-crime"), say("无犯罪记录证明", "No-crime record"),
          say("约 4 分钟 · 免费", "about 4 min · free"),
          say("A4 打印机缺纸，预计 07:30 恢复", "A4 printer out of paper, expected back at 07:30")}}};
    pages::ServiceListContents list{say("全部服务", "All services"), say("按常用排列", "Most used first"), {}};
    for (int i = 1; i <= 11; ++i)
        list.rows.push_back({QStringLiteral("item.%1").arg(i),
                             i18n::Text::both(QStringLiteral("第 %1 项便民服务").arg(i),
                                              QStringLiteral("Public service no. %1").arg(i)),
                             say("约 3 分钟 · 免费", "about 3 min · free")});
    pages::ServiceListContents forCard{say("请选要办的事", "What would you like to do?"),
                                       say("身份证读好了，可以拿走。", "Your card has been read; you may take it."),
                                       {front().usual.at(0), front().usual.at(2)}};
    pages::FrameContents atChoice = frame(-1, foot({}));
    atChoice.steps = {say("同意", "Consent"), say("身份证", "ID card"), say("选事项", "Service"), say("面容", "Face"),
                      say("填写", "Details"), say("确认", "Check"),     say("领取", "Collect")};
    atChoice.step = 2;
    pages::Foot home;
    home.back = pages::FootKey{say("回首页", "Home")};
    return {{QStringLiteral("front"), front(), frame(-1, frontFoot())},
            {QStringLiteral("front-erased"), erased, frame(-1, frontFoot())},
            {QStringLiteral("front-search"), searching, frame(-1, home)},
            {QStringLiteral("front-found"), found, frame(-1, home)},
            {QStringLiteral("service-list"), list, frame(-1, home)},
            {QStringLiteral("service-list-card"), forCard, atChoice}};
}

} // namespace banshi::ui::samples
