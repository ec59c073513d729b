// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::contract
{

/// The HTTP methods that the contract uses.
enum class Method
{
    Get,
    Put,
    Post,
    Patch,
};

/// What the next hop promises (`x-banshi-delivery`).
enum class Delivery
{
    Online,  ///< passed through while the caller waits
    Durable, ///< answered 202 when on disk, then forwarded until settled
    Local,   ///< served by the machine's own gateway, never forwarded
};

/// Who may speak an operation (`x-banshi-caller`).
enum class Caller
{
    Kiosk,
    Gateway, ///< between gateways and the platform only
};

/// Where a parameter stands.
enum class ParameterPlace
{
    Path,
    Query,
    Header,
};

/// A parameter of the contract beside the body.
struct Parameter
{
    std::string name;
    ParameterPlace place;
    bool isRequired;
};

/// One operation of the contract. Threads: plain value.
struct Operation
{
    std::string id; ///< operationId, e.g. `createPayment`
    Method method;
    std::string path; ///< template, e.g. `/v1/payments/{order_id}`
    Delivery delivery;
    Caller caller;
    std::chrono::milliseconds deadline; ///< the longest that one hop may take
    std::vector<Parameter> parameters;
    std::string requestMedia;            ///< empty when there is no body
    [[nodiscard]] bool needsKey() const; ///< whether Idempotency-Key is required
    /// As what it travels once sealed: the last part of its path, e.g. `reports`.
    [[nodiscard]] std::string sealedName() const;
};

/// `GET`, `PUT`, `POST`.
[[nodiscard]] std::string_view name(Method method);
/// The method of that name; nothing for others.
[[nodiscard]] std::optional<Method> methodNamed(std::string_view name);

} // namespace banshi::queue::contract
