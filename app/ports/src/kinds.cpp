// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/ports/journal.h"

#include <string_view>

namespace banshi::app::ports
{

std::string followUpKey(std::string intentId, FollowUp what)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    if (intentId.empty())
        return intentId;
    const auto last = digits.find(intentId.back());
    intentId.back() = digits[(last == std::string_view::npos ? 0 : last) ^ static_cast<unsigned>(what)];
    return intentId;
}

const char* name(IntentKind kind)
{
    switch (kind)
    {
    case IntentKind::Pay:
        return "pay";
    case IntentKind::Print:
        return "print";
    case IntentKind::Slip:
        return "slip";
    case IntentKind::Submit:
        return "submit";
    }
    return "";
}

const char* name(IntentOutcome outcome)
{
    switch (outcome)
    {
    case IntentOutcome::Done:
        return "done";
    case IntentOutcome::Failed:
        return "failed";
    case IntentOutcome::InDoubt:
        return "inDoubt";
    }
    return "";
}

std::optional<IntentKind> intentKind(const std::string& text)
{
    for (const auto kind : {IntentKind::Pay, IntentKind::Print, IntentKind::Slip, IntentKind::Submit})
        if (text == name(kind))
            return kind;
    return std::nullopt;
}

} // namespace banshi::app::ports
