// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace banshi::city
{

/// States of the contract's PaymentState.
enum class OrderState
{
    Created,
    Paying,
    Paid,
    Closed,
    Refunding,
    Refunded,
    Unknown,
};

/// The contract's word, e.g. `PAID`.
[[nodiscard]] const char* stateName(OrderState state);

/// True while money may still come.
[[nodiscard]] bool isOpen(OrderState state);

} // namespace banshi::city
