// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/fault.h"

#include <array>

namespace banshi::queue::contract
{

namespace
{
constexpr std::array kKinds = {
    FaultKind::TooLarge,      FaultKind::TooDeep,    FaultKind::NotJson,      FaultKind::NotUtf8,
    FaultKind::Schema,        FaultKind::Format,     FaultKind::BadSchema,    FaultKind::UnknownOperation,
    FaultKind::UnknownAnswer, FaultKind::WrongMedia, FaultKind::BadParameter,
};
} // namespace

std::string_view code(FaultKind kind)
{
    switch (kind)
    {
    case FaultKind::TooLarge:
        return "queue.contract.tooLarge";
    case FaultKind::TooDeep:
        return "queue.contract.tooDeep";
    case FaultKind::NotJson:
        return "queue.contract.notJson";
    case FaultKind::NotUtf8:
        return "queue.contract.notUtf8";
    case FaultKind::Schema:
        return "queue.contract.schema";
    case FaultKind::Format:
        return "queue.contract.format";
    case FaultKind::BadSchema:
        return "queue.contract.badSchema";
    case FaultKind::UnknownOperation:
        return "queue.contract.unknownOperation";
    case FaultKind::UnknownAnswer:
        return "queue.contract.unknownAnswer";
    case FaultKind::WrongMedia:
        return "queue.contract.wrongMedia";
    case FaultKind::BadParameter:
        return "queue.contract.badParameter";
    }
    return "queue.contract.schema";
}

std::vector<std::string> faultCodes()
{
    std::vector<std::string> codes;
    for (const FaultKind kind : kKinds)
        codes.emplace_back(code(kind));
    return codes;
}

std::string describe(const Faults& faults)
{
    std::string line;
    for (const Fault& fault : faults)
    {
        if (!line.empty())
            line += "; ";
        line += (fault.path.empty() ? "document" : fault.path) + ": " + fault.detail;
    }
    return line;
}

} // namespace banshi::queue::contract
