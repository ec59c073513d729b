// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/operation.h"
#include "banshi/queue/contract/problem.h"

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>

namespace banshi::queue::contract
{

/// An operation found for a request, with the values of its path template.
struct Match
{
    const Operation* operation;
    std::map<std::string, std::string> parameters;
};

/// What the contract says about one problem code.
struct ProblemCode
{
    ProblemClass kind;
    int status; ///< HTTP status
};

/// The contract as it stands in the OpenAPI files. Make one at start and hand it on.
/// Threads: immutable. Pointers to operations live as long as the contract.
class Contract
{
public:
    Contract();
    ~Contract();
    Contract(const Contract&) = delete;
    Contract& operator=(const Contract&) = delete;

    [[nodiscard]] std::span<const Operation> operations() const { return m_operations; }
    /// By operationId; nullptr when there is none.
    [[nodiscard]] const Operation* find(std::string_view id) const;
    /// By method and path (without query); nothing when no operation has them. Values of the template are
    /// handles.
    [[nodiscard]] std::optional<Match> match(Method method, std::string_view path) const;
    /// True when some operation has the path, whatever its method (for 405 instead of 404).
    [[nodiscard]] bool hasPath(std::string_view path) const;

    /// The problem codes of both files with their classes; their sentences stand in ui/i18n.
    [[nodiscard]] const std::map<std::string, ProblemCode, std::less<>>& problemCodes() const { return m_codes; }
    /// A problem with class and status as the contract has them; codes that it has not become class fatal,
    /// 500.
    [[nodiscard]] Problem problem(std::string_view code, std::string detail = {}) const;

    /// The raw entry of an operation: `{id, parameters, request: {media, schema}, answers: {status: {media,
    /// schema}}}`.
    [[nodiscard]] const nlohmann::json& source(const Operation& operation) const;

private:
    std::unique_ptr<const nlohmann::json> m_source;
    std::vector<Operation> m_operations;
    std::map<std::string, ProblemCode, std::less<>> m_codes;
};

} // namespace banshi::queue::contract
