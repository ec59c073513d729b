// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace banshi::drivers::protocol
{

/// Whose payment code a person holds out.
enum class PayerRail
{
    None, ///< not a payment code
    WeChat,
    Alipay,
    UnionPay,
};

/// Classifies a scanned text by its prefix and its length before anything is sent anywhere: WeChat 18 digits from 10 to
/// 15; Alipay 16 to 24 digits from 25 to 30, or "fp" and 33 letters or digits (face token); UnionPay 19 digits from 62.
/// A bank card of 16 digits from 62, or a serial number that begins with 25, is none of them. Threads: pure.
[[nodiscard]] PayerRail payerRailOf(std::string_view text);

/// The word on the wire: `weChat`, `alipay`, `unionPay`; empty for None.
[[nodiscard]] std::string_view text(PayerRail rail);

} // namespace banshi::drivers::protocol
