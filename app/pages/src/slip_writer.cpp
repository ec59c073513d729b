// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/slip_writer.h"

#include "banshi/ui/i18n/format.h"
#include "banshi/ui/i18n/translator.h"
#include "words.h"

namespace banshi::app::pages
{

using ports::SlipLine;
using ports::SlipText;
using session::SlipContent;

namespace
{

SlipLine text(const std::string& words, int size = 1, bool bold = false, bool centred = false)
{
    return {SlipLine::Kind::Text, words, {}, size, bold, centred};
}

SlipLine pair(const std::string& left, const std::string& right, bool bold = false)
{
    return {SlipLine::Kind::Pair, left, right, 1, bold, false};
}

SlipLine rule()
{
    return {SlipLine::Kind::Rule, {}, {}, 1, false, false};
}

std::string chinese(const Text& words)
{
    return ui::i18n::Translator().words(words, ui::i18n::Language::Chinese).toStdString();
}

void addPaid(SlipText& slip, const SlipContent& content)
{
    slip.push_back(text("缴费凭条", 2, true, true));
    slip.push_back(rule());
    slip.push_back(pair("项目", content.service.zh));
    slip.push_back(pair("户号", content.account));
    slip.push_back(pair("订单号", content.number));
    for (const auto& line : content.lines)
        slip.push_back(pair(line.name.zh, chinese(ui::i18n::money(line.fen))));
    slip.push_back(pair("合计", chinese(ui::i18n::money(content.totalFen)), true));
    slip.push_back(rule());
    slip.push_back(text("扫码取电子票据。本凭条不作报销凭证。"));
}

void addApplied(SlipText& slip, const SlipContent& content)
{
    slip.push_back(text("受理凭条", 2, true, true));
    slip.push_back(rule());
    slip.push_back(pair("事项", content.service.zh));
    slip.push_back(pair("办件编号", content.number));
    slip.push_back(text("取件码", 1, false, true));
    slip.push_back(text(content.pickupCode, 2, true, true));
    slip.push_back(
        text("办好后，请本人带身份证和取件码到任一自助机打印，" + std::to_string(content.pickupDays) + " 天内有效。"));
}

void addSaved(SlipText& slip, const SlipContent& content)
{
    slip.push_back(text("暂存待提交", 2, true, true));
    slip.push_back(rule());
    slip.push_back(pair("事项", content.service.zh));
    slip.push_back(pair("本机编号", content.number));
    slip.push_back(text("网络恢复后自动提交，正式受理以平台回执为准。三天后可凭本机编号拨打 12345 查询。"));
}

void addOwed(SlipText& slip, const SlipContent& content)
{
    slip.push_back(text("证明待领", 2, true, true));
    slip.push_back(rule());
    slip.push_back(pair("事项", content.service.zh));
    slip.push_back(pair("证明编号", content.number));
    slip.push_back(text("本次没有打印成功，可到任一自助机重新打印，或拨打 12345。"));
}

} // namespace

SlipText SlipWriter::operator()(const SlipContent& content) const
{
    SlipText slip;
    slip.push_back(text(m_site, 1, true, true));
    switch (content.kind)
    {
    case SlipContent::Kind::Paid:
        addPaid(slip, content);
        break;
    case SlipContent::Kind::Applied:
        addApplied(slip, content);
        break;
    case SlipContent::Kind::SavedReport:
        addSaved(slip, content);
        break;
    case SlipContent::Kind::CertificateOwed:
        addOwed(slip, content);
        break;
    }
    slip.push_back({SlipLine::Kind::Qr, content.number, {}, 1, false, true});
    slip.push_back(pair("时间", chinese(ui::i18n::dayAndTime(content.at))));
    slip.push_back(pair("机号", m_deviceId));
    return slip;
}

} // namespace banshi::app::pages
