// SPDX-License-Identifier: GPL-3.0-or-later
#include "envelope_reader.h"

#include "banshi/app/services/year_month.h"
#include "words.h"

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

std::vector<std::string> texts(const json& object, const char* name)
{
    return object.contains(name) ? object.at(name).get<std::vector<std::string>>() : std::vector<std::string>();
}

std::string word(const json& object, const char* name)
{
    return object.at(name).get<std::string>();
}

std::optional<double> readFar(const json& value)
{
    const std::string name = value.value("far", std::string());
    for (const auto& [word, far] : words::kFar)
        if (word == name)
            return far;
    return std::nullopt;
}

Identity readIdentity(const json& value)
{
    return {words::parse<IdentityLevel>(words::kIdentityLevel, word(value, "level")),
            texts(value, "fallback"),
            value.value("age_min", 0),
            value.value("agent_allowed", false),
            readFar(value),
            value.value("liveness", true)};
}

Fee readFee(const json& value)
{
    Fee fee{words::parse<FeeMode>(words::kFeeMode, word(value, "mode")), std::nullopt, readText(value.at("text"))};
    if (value.contains("kind"))
        fee.kind = words::parse<FeeKind>(words::kFeeKind, word(value, "kind"));
    return fee;
}

Output readOutput(const json& value)
{
    return {words::parse<OutputType>(words::kOutputType, word(value, "type")),
            words::parse<OutputTime>(words::kOutputTime, word(value, "when")),
            words::parse<Paper>(words::kPaper, word(value, "paper")),
            value.value("copies_max", 1),
            value.value("duplex", false),
            value.value("pickup_days", 0)};
}

Privacy readPrivacy(const json& value)
{
    return {readText(value.at("purpose")), value.at("retention_h").get<int>(),
            words::parse<MaskProfile>(words::kMaskProfile, word(value, "mask_profile")),
            words::parse<ResultText>(words::kResultText, value.value("result_text", "plain"))};
}

void readHours(const json& document, ServiceDefinition& service)
{
    if (!document.contains("hours"))
        return;
    const json& hours = document.at("hours");
    for (const json& window : hours.at("open"))
        service.hours.push_back({window.at("days").get<std::vector<int>>(), minuteOfDay(word(window, "from")),
                                 minuteOfDay(word(window, "to"))});
    if (hours.contains("note"))
        service.hoursNote = readText(hours.at("note"));
}

SearchNames readSearch(const json& value)
{
    SearchNames names{word(value, "pinyin"), word(value, "initials"), {}};
    for (const json& alias : value.at("aliases"))
        names.aliases.push_back({word(alias, "text"), alias.value("pinyin", "")});
    return names;
}

void readCodes(const json& document, ServiceDefinition& service)
{
    service.id = word(document, "id");
    service.version = document.at("version").get<int>();
    service.status = words::parse<Status>(words::kStatus, word(document, "status"));
    service.taskCode = word(document, "task_code");
    service.taskHandleItem = document.value("task_handle_item", "");
    service.catalogCode = word(document, "catalog_code");
    service.taskVersion = word(document, "task_version");
    const json& effective = document.at("effective");
    service.effectiveFrom = parseDay(word(effective, "from")).value_or(std::chrono::year_month_day{});
    if (effective.contains("to"))
        service.effectiveTo = parseDay(word(effective, "to")).value_or(std::chrono::year_month_day{});
    service.minApp = word(document, "min_app");
    service.archetype = words::parse<Archetype>(words::kArchetype, word(document, "archetype"));
    service.categories = texts(document, "categories");
    service.dept = {word(document.at("dept"), "uscc"), readText(document.at("dept").at("name"))};
    service.areaScope = word(document, "area_scope");
    service.audience = texts(document, "audience");
}

void readGuide(const json& document, ServiceDefinition& service)
{
    service.title = readText(document.at("title"));
    service.summary = readText(document.at("summary"));
    for (const json& section : document.at("guide"))
        service.guide.push_back({readText(section.at("heading")), readText(section.at("text"))});
    service.minutes = document.at("times").at("minutes").get<int>();
    service.resultTime = readText(document.at("times").at("result"));
    for (const json& basis : document.at("legal").at("basis"))
        service.legalBasis.push_back(readText(basis));
    service.noticeId = word(document.at("legal"), "notice_id");
}

} // namespace

Text readText(const json& value)
{
    return {word(value, "zh"), word(value, "en")};
}

std::string fieldOf(const std::string& scope)
{
    constexpr std::string_view kPrefix = "#/properties/";
    return scope.starts_with(kPrefix) ? scope.substr(kPrefix.size()) : std::string();
}

int minuteOfDay(const std::string& text)
{
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':')
        return -1;
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    const bool isTime = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    return isTime ? hour * 60 + minute : -1;
}

ServiceDefinition readEnvelope(const json& document)
{
    ServiceDefinition service;
    readCodes(document, service);
    readGuide(document, service);
    service.identity = readIdentity(document.at("identity"));
    service.offline = words::parse<OfflineMode>(words::kOfflineMode, word(document.at("mode"), "offline"));
    service.ttlHours = document.at("mode").value("ttl_h", 0);
    service.form = readForm(document);
    for (const json& material : document.at("materials"))
        service.materials.push_back({word(material, "code"), readText(material.at("name")), texts(material, "source"),
                                     word(material, "trust").front(), material.value("pages", 0)});
    service.fee = readFee(document.at("fee"));
    for (const json& output : document.at("outputs"))
        service.outputs.push_back(readOutput(output));
    const json& devices = document.at("devices");
    service.devices = {texts(devices, "needed"), texts(devices, "preferred"), texts(devices, "pickup")};
    service.privacy = readPrivacy(document.at("privacy"));
    readHours(document, service);
    service.search = readSearch(document.at("search"));
    return service;
}

} // namespace banshi::app::services
