// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/completion_code.h"

#include "banshi/drivers/protocol/enum_text.h"

namespace banshi::drivers::protocol
{

namespace
{

constexpr EnumTexts kTexts{std::to_array<std::pair<CompletionCode, std::string_view>>({
    {CompletionCode::Success, "success"},
    {CompletionCode::CommandErrorCode, "commandErrorCode"},
    {CompletionCode::Canceled, "canceled"},
    {CompletionCode::DeviceNotReady, "deviceNotReady"},
    {CompletionCode::HardwareError, "hardwareError"},
    {CompletionCode::InternalError, "internalError"},
    {CompletionCode::InvalidCommand, "invalidCommand"},
    {CompletionCode::InvalidRequestId, "invalidRequestID"},
    {CompletionCode::TimeOut, "timeOut"},
    {CompletionCode::UnsupportedCommand, "unsupportedCommand"},
    {CompletionCode::InvalidData, "invalidData"},
    {CompletionCode::UserError, "userError"},
    {CompletionCode::UnsupportedData, "unsupportedData"},
    {CompletionCode::FraudAttempt, "fraudAttempt"},
    {CompletionCode::SequenceError, "sequenceError"},
    {CompletionCode::AuthorisationRequired, "authorisationRequired"},
    {CompletionCode::NoCommandNonce, "noCommandNonce"},
    {CompletionCode::InvalidToken, "invalidToken"},
    {CompletionCode::InvalidTokenNonce, "invalidTokenNonce"},
    {CompletionCode::InvalidTokenHmac, "invalidTokenHMAC"},
    {CompletionCode::InvalidTokenFormat, "invalidTokenFormat"},
    {CompletionCode::InvalidTokenKeyNoValue, "invalidTokenKeyNoValue"},
    {CompletionCode::NotEnoughSpace, "notEnoughSpace"},
    {CompletionCode::OutcomeUnknown, "outcomeUnknown"},
})};

} // namespace

std::string text(CompletionCode code)
{
    return kTexts.text(code);
}

std::optional<CompletionCode> completionCode(std::string_view word)
{
    return kTexts.value(word);
}

CompletionCode completionCode(sdk::ErrorCode code)
{
    switch (code)
    {
    case sdk::ErrorCode::CommandError:
        return CompletionCode::CommandErrorCode;
    case sdk::ErrorCode::Canceled:
        return CompletionCode::Canceled;
    case sdk::ErrorCode::DeviceNotReady:
        return CompletionCode::DeviceNotReady;
    case sdk::ErrorCode::HardwareError:
        return CompletionCode::HardwareError;
    case sdk::ErrorCode::InternalError:
        return CompletionCode::InternalError;
    case sdk::ErrorCode::TimeOut:
        return CompletionCode::TimeOut;
    case sdk::ErrorCode::InvalidData:
        return CompletionCode::InvalidData;
    case sdk::ErrorCode::UnsupportedCommand:
        return CompletionCode::UnsupportedCommand;
    case sdk::ErrorCode::UnsupportedData:
        return CompletionCode::UnsupportedData;
    case sdk::ErrorCode::UserError:
        return CompletionCode::UserError;
    case sdk::ErrorCode::SequenceError:
        return CompletionCode::SequenceError;
    case sdk::ErrorCode::OutcomeUnknown:
        return CompletionCode::OutcomeUnknown;
    }
    return CompletionCode::InternalError;
}

} // namespace banshi::drivers::protocol
