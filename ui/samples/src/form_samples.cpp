// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts.h"

namespace banshi::ui::samples
{

namespace
{

pages::FormContents question(const char* field, i18n::Text title)
{
    pages::FormContents contents;
    contents.field = QString::fromUtf8(field);
    contents.title = std::move(title);
    contents.subtitle = say("无犯罪记录证明 · 免费", "No-crime record · free");
    return contents;
}

pages::Choice choice(const char* value, const char* zh, const char* en, const char* search = "")
{
    return {QString::fromUtf8(value), say(zh, en), {}, QString::fromUtf8(search)};
}

pages::FormContents choices()
{
    pages::FormContents contents = question("purpose", say("证明用在哪里？", "What is the certificate for?"));
    contents.input = pages::ChoiceInput{
        {choice("visa", "出国签证", "A visa"), choice("qualification", "职业资格", "A profession"),
         choice("study", "留学", "Studying"), choice("army", "参军", "The army"), choice("other", "其他", "Other")},
        QStringLiteral("visa")};
    return contents;
}

pages::FormContents countries()
{
    pages::FormContents contents = question("country", say("要去哪个国家或地区？", "Which country or region?"));
    contents.label = say("输入国名或拼音", "Type its name");
    contents.input = pages::ListInput{
        {choice("SGP", "新加坡", "Singapore", "xinjiapo xjp"), choice("AUS", "澳大利亚", "Australia", "aodaliya adly"),
         choice("CAN", "加拿大", "Canada", "jianada jnd"), choice("GBR", "英国", "United Kingdom", "yingguo yg"),
         choice("JPN", "日本", "Japan", "riben rb"), choice("DEU", "德国", "Germany", "deguo dg")},
        QStringLiteral("SGP")};
    return contents;
}

pages::FormContents words()
{
    pages::FormContents contents = question("text", say("看到了什么？", "What did you see?"));
    contents.subtitle = say("一两句话就好", "A sentence or two is enough");
    contents.input =
        pages::TextInput{.initial = QStringLiteral("路口井盖松动，晚上看不清"), .maxLength = 200, .lines = 3};
    return contents;
}

pages::FormContents account()
{
    pages::FormContents contents = question("account", say("水费户号是多少？", "What is the water account number?"));
    contents.subtitle = say("在水费单右上角，10 位数字", "Upper right on the bill, 10 digits");
    contents.label = say("户号", "Account number");
    contents.input = pages::DigitsInput{.initial = QStringLiteral("10086022"), .maxLength = 10, .group = 4};
    contents.error = i18n::Text::sentence(QStringLiteral("services.acctFormat"));
    return contents;
}

pages::FormContents months()
{
    pages::FormContents contents = question("months", say("要查哪几个月？", "Which months?"));
    contents.subtitle = say("社保缴费清单", "Social insurance record");
    contents.input = pages::MonthRangeInput{QStringLiteral("2025-01"), QStringLiteral("2026-09"),
                                            QStringLiteral("2010-01"), QStringLiteral("2026-10")};
    return contents;
}

pages::FormContents prefilled()
{
    pages::FormContents contents = question("address", say("户籍地址对吗？", "Is this your registered address?"));
    contents.input = pages::ChoiceInput{{choice("yes", "对", "Yes"), choice("no", "不对", "No")}, {}};
    contents.source = say("深圳市福田区莲花街道****，来自身份证芯片，今天 02:15",
                          "Lianhua Street, Futian, Shenzhen ****, from the card's chip, today 02:15");
    contents.contestable = true;
    return contents;
}

} // namespace

std::vector<Sample> formSamples()
{
    const pages::Foot next = foot(say("下一步", "Next"));
    return {{QStringLiteral("form-choice"), choices(), frame(3, next)},
            {QStringLiteral("form-country"), countries(), frame(3, next)},
            {QStringLiteral("form-text"), words(), frame(3, next)},
            {QStringLiteral("form-digits"), account(), frame(3, next)},
            {QStringLiteral("form-months"), months(), frame(3, next)},
            {QStringLiteral("form-source"), prefilled(), frame(3, next)}};
}

} // namespace banshi::ui::samples
