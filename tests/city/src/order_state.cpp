// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/order_state.h"

namespace banshi::city
{

const char* stateName(OrderState state)
{
    switch (state)
    {
    case OrderState::Created:
        return "CREATED";
    case OrderState::Paying:
        return "PAYING";
    case OrderState::Paid:
        return "PAID";
    case OrderState::Closed:
        return "CLOSED";
    case OrderState::Refunding:
        return "REFUNDING";
    case OrderState::Refunded:
        return "REFUNDED";
    case OrderState::Unknown:
        return "UNKNOWN";
    }
    return "UNKNOWN";
}

bool isOpen(OrderState state)
{
    return state == OrderState::Created || state == OrderState::Paying || state == OrderState::Unknown;
}

} // namespace banshi::city
