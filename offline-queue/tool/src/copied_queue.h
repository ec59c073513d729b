// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/queue/store/queue_copy.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::tool
{

/// Why there is no answer: a dotted code and a detail for developers.
struct ToolError
{
    std::string code;
    std::string detail;
    bool isRefusal = false; ///< it was understood and refused; false: nothing can be read
};
template <class T>
using ToolResult = base::Result<T, ToolError>;
using Answer = ToolResult<nlohmann::json>;

/// A copied folder, answering in the JSON of banshi/queue/view. Threads: one.
class CopiedQueue
{
public:
    /// `clock` must outlive it. Errors: what QueueCopy::open says.
    [[nodiscard]] static ToolResult<CopiedQueue> open(const std::filesystem::path& dataDir, const base::Clock& clock);

    [[nodiscard]] Answer stats() const;
    /// `{items: […]}`.
    [[nodiscard]] Answer list(const store::ListQuery& query) const;
    [[nodiscard]] Answer show(const std::string& item) const;
    [[nodiscard]] Answer verify() const;
    /// Hands each line of an export to `line`; false ends it. Returns `{items: n}`.
    [[nodiscard]] Answer exportLines(const std::function<bool(const nlohmann::json&)>& line) const;

private:
    explicit CopiedQueue(std::unique_ptr<store::QueueCopy> copy);

    std::unique_ptr<store::QueueCopy> m_copy;
};

} // namespace banshi::queue::tool
