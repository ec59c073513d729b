// SPDX-License-Identifier: GPL-3.0-or-later
#include "completions.h"

namespace banshi::drivers::client
{

using protocol::CompletionCode;

Completion completionOf(protocol::Message message, bool movesPaper)
{
    Completion completion;
    completion.code = message.header.completionCode.value_or(movesPaper ? CompletionCode::OutcomeUnknown
                                                                        : CompletionCode::InternalError);
    completion.description = message.header.errorDescription;
    completion.payload = std::move(message.payload);
    const auto errorCode = completion.payload.find("errorCode");
    if (errorCode != completion.payload.end() && errorCode->is_string())
        completion.errorCode = errorCode->get<std::string>();
    return completion;
}

Completion notAccepted(const std::string& status)
{
    Completion refusal;
    refusal.code = status == "tooManyRequests" ? CompletionCode::DeviceNotReady : CompletionCode::InternalError;
    refusal.description = "not accepted: " + status;
    return refusal;
}

Completion notSent(const char* why)
{
    Completion refusal;
    refusal.code = CompletionCode::DeviceNotReady;
    refusal.description = why;
    return refusal;
}

Completion hostGone(bool movesPaper)
{
    Completion end;
    end.code = movesPaper ? CompletionCode::OutcomeUnknown : CompletionCode::DeviceNotReady;
    end.description = "the driver host has gone";
    return end;
}

} // namespace banshi::drivers::client
