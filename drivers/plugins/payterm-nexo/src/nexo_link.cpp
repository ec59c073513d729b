// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_link.h"

namespace banshi::drivers::plugins::payterm_nexo
{

sdk::Outcome<void> NexoLink::send(const std::string& text, const sdk::CallContext& call)
{
    return RequestLink::send(frameOf(text), call);
}

sdk::Outcome<std::optional<Answer>> NexoLink::receive(const sdk::CallContext& call, sdk::TimePoint until)
{
    const auto text = RequestLink::receive(call, until);
    if (!text)
        return text.failure();
    return *text ? std::optional<Answer>(parseAnswer(**text)) : std::nullopt;
}

} // namespace banshi::drivers::plugins::payterm_nexo
