// SPDX-License-Identifier: GPL-3.0-or-later
#include "strict_json.h"

#include "banshi/queue/contract/document.h"

#include <algorithm>
#include <set>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;
using queue::contract::FaultKind;

int lineOf(const std::string& text, std::size_t byte)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

DefinitionFault refusal(const SourceFile& file, FaultKind kind)
{
    switch (kind)
    {
    case FaultKind::TooLarge:
        return {file.name, "", "is too large", "at most 256 KiB"};
    case FaultKind::TooDeep:
        return {file.name, "", "is nested too deep", "at most 64 levels"};
    case FaultKind::NotUtf8:
        return {file.name, "", "holds bytes that are not UTF-8", "text in UTF-8"};
    case FaultKind::NotJson:
    case FaultKind::Schema:
    case FaultKind::Format:
    case FaultKind::BadSchema:
    case FaultKind::UnknownOperation:
    case FaultKind::UnknownAnswer:
    case FaultKind::WrongMedia:
    case FaultKind::BadParameter:
        break;
    }
    return {file.name, "", "is not JSON", "a JSON object"};
}

/// Parses once more with a call-back, for the place of a fault and for names that stand twice, which the parser
/// itself takes silently.
class Recheck
{
public:
    explicit Recheck(const SourceFile& file) : m_file(file) {}

    DefinitionFaults faults()
    {
        try
        {
            const auto note = [this](int, json::parse_event_t event, json& value) { return noteEvent(event, value); };
            [[maybe_unused]] const json parsed = json::parse(m_file.text, note);
        }
        catch (const json::parse_error& error)
        {
            const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
            m_faults.push_back({m_file.name, "", "is not JSON here", "JSON as in RFC 8259", lineOf(m_file.text, at)});
        }
        return std::move(m_faults);
    }

private:
    bool noteEvent(json::parse_event_t event, json& value)
    {
        if (event == json::parse_event_t::object_start)
            m_names.emplace_back();
        else if (event == json::parse_event_t::object_end && !m_names.empty())
            m_names.pop_back();
        else if (event == json::parse_event_t::key && !m_names.empty())
        {
            const auto& name = value.get_ref<const std::string&>();
            if (!m_names.back().insert(name).second)
                m_faults.push_back({m_file.name, "", "has \"" + name + "\" twice in one object", "each name once"});
        }
        return true;
    }

    const SourceFile& m_file;
    std::vector<std::set<std::string>> m_names;
    DefinitionFaults m_faults;
};

} // namespace

base::Result<json, DefinitionFaults> parseStrictly(const SourceFile& file)
{
    auto document = queue::contract::parseDocument(file.text);
    if (!document && document.error().front().kind != FaultKind::NotJson)
        return tl::unexpected(DefinitionFaults{refusal(file, document.error().front().kind)});
    DefinitionFaults faults = Recheck(file).faults();
    if (!document && faults.empty())
        faults.push_back(refusal(file, document.error().front().kind));
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return std::move(*document);
}

std::string pointerToken(const std::string& name)
{
    std::string token;
    for (const char c : name)
        token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return token;
}

} // namespace banshi::app::services
