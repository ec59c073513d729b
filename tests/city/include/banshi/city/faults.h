// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/http.h"

#include <optional>
#include <string>
#include <vector>

namespace banshi::city
{

/// What the stand-in can be told to do wrong.
enum class FaultKind
{
    Delay,           ///< works on the request only after a while
    DropAfterCommit, ///< does the work, then closes the connection without an answer
    Unavailable,     ///< 503 with Retry-After, nothing done
    WrongAnswer,     ///< does the work, then answers JSON of another shape
    BadSignature,    ///< a certificate whose signature does not fit
    Html,            ///< a page of a hotel's log-in, nothing done
    EmptyPdf,        ///< a file of 0 bytes
};

/// One order to fail.
struct FaultOrder
{
    FaultKind kind;
    std::string operation; ///< operationId, or what follows `/v1/` in the path; empty: any that the kind fits
    int times = 1;
    base::Nanoseconds time{}; ///< Delay: how long; Unavailable: Retry-After
};

/// The orders that are still open, taken in the order of their arrival. Threads: the caller's lock.
class Faults
{
public:
    /// Reads `{kind, operation?, times?, ms?}`; nothing when there is no such kind.
    [[nodiscard]] static std::optional<FaultOrder> read(const nlohmann::json& command);
    void add(FaultOrder order) { m_orders.push_back(std::move(order)); }
    void clear() { m_orders.clear(); }
    /// Uses up one failure for this operation; nothing when it may go well.
    [[nodiscard]] std::optional<FaultOrder> take(const std::string& operationId, const std::string& path);
    /// What a failure does before the work: an answer instead of it.
    [[nodiscard]] static std::optional<Response> before(const FaultOrder& order);
    /// What it does to the answer after the work.
    static void after(const FaultOrder& order, Response& response);
    /// Failures used up so far, by kind.
    [[nodiscard]] const std::map<std::string, int>& used() const { return m_used; }

private:
    std::vector<FaultOrder> m_orders;
    std::map<std::string, int> m_used;
};

} // namespace banshi::city
