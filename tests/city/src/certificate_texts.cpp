// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/certificate_texts.h"

#include "banshi/queue/contract/money.h"

#include <fmt/core.h>

namespace banshi::city
{

namespace
{

using queue::contract::formatFen;

bool isCitizen(const Subject& subject)
{
    return subject.cardType == "citizen";
}

/// The seventeenth digit of an 18-character number: odd for men.
std::string sexZh(const Subject& subject)
{
    if (subject.idNumber.size() != 18)
        return {};
    return (subject.idNumber[16] - '0') % 2 == 1 ? "男，" : "女，";
}

std::vector<std::pair<std::string, std::string>> personFacts(const Subject& subject)
{
    return {{"姓名", subject.name}, {isCitizen(subject) ? "公民身份号码" : "证件号码", subject.idNumber}};
}

/// One row: two leading cells, the amounts, their sum.
std::vector<std::string> cells(const std::string& first, const std::string& second, const InsuranceMonth& month)
{
    std::vector<std::string> row = {first, second};
    for (const std::int64_t fen : month.fen)
        row.push_back(formatFen(fen));
    row.push_back(formatFen(month.total()));
    return row;
}

} // namespace

PaperText noCrimeText(const Subject& subject, const nlohmann::json& form)
{
    const auto from = parseMonth(textOf(form, "from")).value_or(Month());
    const auto to = parseMonth(textOf(form, "to")).value_or(Month());
    PaperText text;
    text.title = "无犯罪记录证明";
    text.titleEn = "Certificate of No Criminal Record";
    text.facts = personFacts(subject);
    text.paragraphs.push_back(fmt::format("经查，{}，{}{}{}，自{}至{}期间，未发现有犯罪记录。", subject.name,
                                          sexZh(subject), isCitizen(subject) ? "公民身份号码" : "证件号码",
                                          subject.idNumber, monthZh(from), monthZh(to)));
    if (textOf(form, "language") == "zh-en")
        text.paragraphs.push_back(fmt::format(
            "This is to certify that no criminal record has been found for the person named above from {} to {}.",
            monthText(from), monthText(to)));
    text.paragraphs.emplace_back("特此证明。");
    return text;
}

PaperText payListText(const Subject& subject, const InsuranceList& list)
{
    PaperText text;
    text.title = "社会保险缴费清单";
    text.titleEn = "List of Social Insurance Contributions";
    text.facts = personFacts(subject);
    text.facts.emplace_back("缴费期间", monthZh(list.months.front().month) + "至" + monthZh(list.months.back().month));
    text.tableHead = {"月份", "缴费基数"};
    for (const auto& kind : list.kinds)
        text.tableHead.emplace_back(kind.zh);
    text.tableHead.emplace_back("合计（元）");
    InsuranceMonth sum{.month = {}, .base = 0, .fen = std::vector<std::int64_t>(list.kinds.size())};
    for (const auto& month : list.months)
    {
        text.tableRows.push_back(cells(monthText(month.month), formatFen(month.base), month));
        for (std::size_t i = 0; i < sum.fen.size(); ++i)
            sum.fen[i] += month.fen[i];
    }
    text.tableRows.push_back(cells("合计", "", sum));
    return text;
}

} // namespace banshi::city
