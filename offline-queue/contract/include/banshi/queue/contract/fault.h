// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::contract
{

/// What can be wrong with a document, a schema or a message.
enum class FaultKind
{
    TooLarge,         ///< more than kMostBytes
    TooDeep,          ///< nested deeper than kDeepest
    NotJson,          ///< not JSON at all
    NotUtf8,          ///< a text that is not UTF-8
    Schema,           ///< breaks a rule of the schema
    Format,           ///< has not the named format
    BadSchema,        ///< the schema itself is not one of ours
    UnknownOperation, ///< the contract has no such operation
    UnknownAnswer,    ///< the operation has no such answer
    WrongMedia,       ///< another media type than the contract says
    BadParameter,     ///< a path, query or header parameter is missing or wrong
};

/// One fault. `path` is a JSON pointer into the document (`/form/amount`), empty for the whole; `detail` is
/// for developers: names of members and limits, never values. Threads: plain value.
struct Fault
{
    FaultKind kind;
    std::string path;
    std::string detail;
};

/// Empty means: valid.
using Faults = std::vector<Fault>;

/// The dotted code of a kind, e.g. `queue.contract.tooLarge`.
[[nodiscard]] std::string_view code(FaultKind kind);
/// All dotted codes of this folder.
[[nodiscard]] std::vector<std::string> faultCodes();
/// One line for logs: `/form/amount: Value type not permitted; …`.
[[nodiscard]] std::string describe(const Faults& faults);

} // namespace banshi::queue::contract
