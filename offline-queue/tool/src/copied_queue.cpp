// SPDX-License-Identifier: GPL-3.0-or-later
#include "copied_queue.h"

#include "banshi/queue/view/queue_json.h"

namespace banshi::queue::tool
{

using nlohmann::json;

namespace
{

tl::unexpected<ToolError> failed(const store::StoreError& error)
{
    const bool isRefusal = error.code == store::StoreCode::ItemUnknown || error.code == store::StoreCode::Invalid;
    return tl::unexpected(ToolError{std::string(store::code(error.code)), error.detail, isRefusal});
}

template <class T>
Answer answered(const store::StoreResult<T>& result)
{
    if (!result)
        return failed(result.error());
    return view::toJson(*result);
}

} // namespace

CopiedQueue::CopiedQueue(std::unique_ptr<store::QueueCopy> copy) : m_copy(std::move(copy)) {}

ToolResult<CopiedQueue> CopiedQueue::open(const std::filesystem::path& dataDir, const base::Clock& clock)
{
    auto copy = store::QueueCopy::open(dataDir, clock);
    if (!copy)
        return failed(copy.error());
    return CopiedQueue(std::move(*copy));
}

Answer CopiedQueue::stats() const
{
    auto answer = answered(m_copy->stats());
    if (answer)
        (*answer)["salvaged"] = m_copy->isSalvaged();
    return answer;
}

Answer CopiedQueue::list(const store::ListQuery& query) const
{
    const auto items = m_copy->list(query);
    if (!items)
        return failed(items.error());
    json list = json::array();
    for (const auto& item : *items)
        list.push_back(view::toJson(item));
    return json{{"items", list}};
}

Answer CopiedQueue::show(const std::string& item) const
{
    return answered(m_copy->show(item));
}

Answer CopiedQueue::verify() const
{
    return answered(m_copy->verify());
}

Answer CopiedQueue::exportLines(const std::function<bool(const json&)>& line) const
{
    const auto count = m_copy->exportUnsent(
        {[&](const std::string& sha256, const store::SealedBlob& blob) { return line(view::toJson(sha256, blob)); },
         [&](const store::OutboundBatch& batch) { return line(view::toJson(batch)); }});
    if (!count)
        return failed(count.error());
    return json{{"items", *count}};
}

} // namespace banshi::queue::tool
