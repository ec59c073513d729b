// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_link.h"

#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

namespace banshi::drivers::plugins::payterm_zvt
{

sdk::Outcome<void> ZvtLink::send(const Apdu& apdu, const sdk::CallContext& call)
{
    return RequestLink::send(bytesOf(apdu), call);
}

sdk::Outcome<std::optional<Apdu>> ZvtLink::receive(const sdk::CallContext& call, sdk::TimePoint until)
{
    auto apdu = RequestLink::receive(call, until);
    if (!apdu || !*apdu)
        return apdu;
    const bool isAnswer = (*apdu)->cls == code::kAcknowledgeClass || (*apdu)->cls == code::kRefusalClass;
    if (!isAnswer)
        (void)send(acknowledge(), call); // what has arrived counts, whatever becomes of the line
    return apdu;
}

} // namespace banshi::drivers::plugins::payterm_zvt
