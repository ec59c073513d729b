// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/utf8.h"
#include "pinyin.h"
#include "rules.h"
#include "strict_json.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

/// Every `{zh, en}` of the document, wherever it stands.
void checkTranslations(const json& value, const std::string& pointer, FaultList& faults)
{
    if (value.is_object() && value.size() == 2 && value.contains("zh") && value.contains("en") &&
        value.at("zh").is_string() && value.at("en").is_string())
    {
        const auto zh = value.at("zh").get<std::string>();
        const auto en = value.at("en").get<std::string>();
        if (hanCount(en) > 0)
            faults.add(pointer + "/en", "is not translated: it holds Chinese characters", "the English text");
        if (hanCount(zh) == 0 && std::any_of(zh.begin(), zh.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
            faults.add(pointer + "/zh", "is not translated: it holds no Chinese characters", "the Chinese text");
        return;
    }
    if (!value.is_structured())
        return;
    for (const auto& [name, member] : value.items())
        checkTranslations(member, pointer + "/" + pointerToken(name), faults);
}

void checkPinyin(const std::string& chinese, const std::string& pinyin, const std::string& pointer, FaultList& faults)
{
    const std::size_t characters = hanCount(chinese);
    const auto syllables = syllablesOf(pinyin);
    if (characters == 0 && !pinyin.empty())
        return faults.add(pointer, "belongs to a name without Chinese characters", "no pinyin");
    if (characters > 0 && pinyin.empty())
        return faults.add(pointer, "is missing", "the syllables of \"" + chinese + "\"");
    if (!std::all_of(syllables.begin(), syllables.end(), isSyllable))
        faults.add(pointer, "holds something that is no syllable", "lower-case syllables without tones, ü as v");
    else if (syllables.size() != characters)
        faults.add(pointer, "has " + std::to_string(syllables.size()) + " syllables",
                   std::to_string(characters) + ", one for each Chinese character");
}

} // namespace

void checkWords(const ServiceDefinition& service, const json& document, FaultList& faults)
{
    checkTranslations(document, "", faults);
    checkPinyin(service.title.zh, service.search.pinyin, "/search/pinyin", faults);
    if (service.search.initials != initialsOf(service.search.pinyin))
        faults.add("/search/initials", "are not the first letters of /search/pinyin",
                   initialsOf(service.search.pinyin));
    for (std::size_t i = 0; i < service.search.aliases.size(); ++i)
        checkPinyin(service.search.aliases[i].text, service.search.aliases[i].pinyin,
                    "/search/aliases/" + std::to_string(i) + "/pinyin", faults);
}

} // namespace banshi::app::services
