// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/document.h"

#include "banshi/queue/contract/utf8.h"
#include "long_texts.h"

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

tl::unexpected<Faults> refuse(FaultKind kind, std::string detail)
{
    return tl::unexpected<Faults>(Faults{{kind, "", std::move(detail)}});
}

/// Nesting by counting brackets outside of strings, so that no deep value is ever built.
bool isTooDeep(std::string_view text)
{
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const char c = text[i];
        if (c == '"')
            i = endOfString(text, i + 1);
        else if (c == '{' || c == '[')
        {
            if (++depth > kDeepest)
                return true;
        }
        else if (c == '}' || c == ']')
            --depth;
    }
    return false;
}

class Inspection
{
public:
    /// Adds what is wrong below `value`; stops at the first fault.
    bool holds(const json& value, int depth)
    {
        if (depth > kDeepest)
            return note(FaultKind::TooDeep, "nested deeper than " + std::to_string(kDeepest));
        if (!charge(sizeof(void*)))
            return false;
        if (value.is_string())
            return text(value.get_ref<const std::string&>());
        if (!value.is_structured())
            return true;
        for (const auto& item : value.items())
        {
            if (value.is_object() && !text(item.key()))
                return false;
            if (!holds(item.value(), depth + 1))
                return false;
        }
        return true;
    }

    Faults faults;

private:
    bool note(FaultKind kind, std::string detail)
    {
        faults.push_back({kind, "", std::move(detail)});
        return false;
    }

    bool charge(std::size_t bytes)
    {
        m_bytes += bytes;
        return m_bytes <= kMostBytes || note(FaultKind::TooLarge, "more than " + std::to_string(kMostBytes) + " bytes");
    }

    bool text(const std::string& text)
    {
        if (!charge(text.size()))
            return false;
        return isUtf8(text) ? true : note(FaultKind::NotUtf8, "holds a text that is not UTF-8");
    }

    std::size_t m_bytes = 0;
};

} // namespace

base::Result<json, Faults> parseDocument(std::string_view text)
{
    if (text.size() > kMostBytes)
        return refuse(FaultKind::TooLarge,
                      std::to_string(text.size()) + " bytes, at most " + std::to_string(kMostBytes));
    if (isTooDeep(text))
        return refuse(FaultKind::TooDeep, "nested deeper than " + std::to_string(kDeepest));
    json document = parseWithLongTexts(text);
    if (document.is_discarded())
    {
        if (!isUtf8(text))
            return refuse(FaultKind::NotUtf8, "not UTF-8");
        return refuse(FaultKind::NotJson, "not a JSON document");
    }
    return document;
}

Faults inspectDocument(const json& document)
{
    Inspection inspection;
    inspection.holds(document, 0);
    return std::move(inspection.faults);
}

} // namespace banshi::queue::contract
