// SPDX-License-Identifier: GPL-3.0-or-later
#include "told.h"

#include <algorithm>
#include <string>

namespace banshi::journeys
{

namespace
{

constexpr const char* kThree[] = {"happened", "meaning", "advice"};
constexpr const char* kNothingChanged = "您的钱和资料都没有变化";

} // namespace

QString untold(const nlohmann::json& page, const nlohmann::json& sentences, bool isPaid)
{
    if (page.value("page", "") != "message")
        return {};
    std::string words;
    for (const auto& line : page.value("words", nlohmann::json::array()))
        words += line.get<std::string>() + '\n';
    if (isPaid && words.find(kNothingChanged) != std::string::npos)
        return QStringLiteral("the page denies the payment");
    // An entry without a part of its own takes that of the entry above it, so the parts are looked for one by one.
    const auto isSaid = [&](const char* part) {
        return std::ranges::any_of(sentences, [&](const nlohmann::json& entry) {
            const std::string sentence = entry.value(part, "");
            return !sentence.empty() && words.find(sentence) != std::string::npos;
        });
    };
    if (std::ranges::all_of(kThree, isSaid))
        return {};
    return QStringLiteral("the page does not say what happened, what it means and what to do: ") +
           QString::fromStdString(words).simplified();
}

} // namespace banshi::journeys
