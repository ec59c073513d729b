// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/client_error.h"

#include "banshi/queue/contract/contract.h"

namespace banshi::queue::client
{

namespace
{

std::string clientCode(ClientErrorCode code)
{
    switch (code)
    {
    case ClientErrorCode::InvalidRequest:
        return "queue.client.invalidRequest";
    case ClientErrorCode::Unreachable:
        return "queue.client.unreachable";
    case ClientErrorCode::ConnectionLost:
        return "queue.client.connectionLost";
    case ClientErrorCode::TimedOut:
        return "queue.client.timedOut";
    case ClientErrorCode::WrongAnswer:
    case ClientErrorCode::Problem:
        return "queue.client.wrongAnswer";
    }
    return "queue.client.wrongAnswer";
}

} // namespace

std::string ClientError::dottedCode() const
{
    return problem ? problem->code : clientCode(code);
}

bool ClientError::mayHaveHappened() const
{
    constexpr int kServerFault = 500;
    switch (code)
    {
    case ClientErrorCode::InvalidRequest:
    case ClientErrorCode::Unreachable:
        return false;
    case ClientErrorCode::ConnectionLost:
    case ClientErrorCode::TimedOut:
    case ClientErrorCode::WrongAnswer:
        return true;
    case ClientErrorCode::Problem:
        return !problem || problem->status >= kServerFault || problem->code == "request.running";
    }
    return true;
}

std::vector<std::string> allErrorCodes()
{
    std::vector<std::string> codes = contract::faultCodes();
    for (const auto code : {ClientErrorCode::InvalidRequest, ClientErrorCode::Unreachable,
                            ClientErrorCode::ConnectionLost, ClientErrorCode::TimedOut, ClientErrorCode::WrongAnswer})
        codes.push_back(clientCode(code));
    const contract::Contract contract;
    for (const auto& [code, entry] : contract.problemCodes())
        codes.push_back(code);
    return codes;
}

} // namespace banshi::queue::client
