// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/outcome.h"

#include <optional>
#include <string>
#include <string_view>

namespace banshi::drivers::protocol
{

/// `header.completionCode` of XFS4IoT (Core/Common/MessageHeader.cs), and our `outcomeUnknown`.
enum class CompletionCode
{
    Success,
    CommandErrorCode, ///< the payload's `errorCode` says which
    Canceled,
    DeviceNotReady,
    HardwareError,
    InternalError,
    InvalidCommand,
    InvalidRequestId,
    TimeOut,
    UnsupportedCommand,
    InvalidData,
    UserError,
    UnsupportedData,
    FraudAttempt,
    SequenceError,
    AuthorisationRequired,
    NoCommandNonce,
    InvalidToken,
    InvalidTokenNonce,
    InvalidTokenHmac,
    InvalidTokenFormat,
    InvalidTokenKeyNoValue,
    NotEnoughSpace,
    OutcomeUnknown, ///< extension: paper may have moved, nobody can say
};

/// The word on the wire.
[[nodiscard]] std::string text(CompletionCode code);
/// The code of a word; nothing when the word is not known.
[[nodiscard]] std::optional<CompletionCode> completionCode(std::string_view word);
/// The completion code of a driver's failure.
[[nodiscard]] CompletionCode completionCode(sdk::ErrorCode code);

} // namespace banshi::drivers::protocol
