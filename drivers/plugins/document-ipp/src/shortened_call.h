// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/call_context.h>

namespace banshi::drivers::plugins::document_ipp
{

/// A context that ends earlier than the caller's, so that one slow answer does not use up what is kept back. Threads:
/// the caller's, which it must not outlive.
class ShortenedCall : public sdk::CallContext
{
public:
    ShortenedCall(const sdk::CallContext& call, std::chrono::nanoseconds by) : m_call(call), m_by(by) {}

    [[nodiscard]] sdk::TimePoint now() const override { return m_call.now(); }
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override
    {
        const auto end = m_call.deadline();
        return end ? std::optional(*end - m_by) : std::nullopt;
    }
    [[nodiscard]] bool cancelled() const override { return m_call.cancelled(); }
    bool pause(std::chrono::nanoseconds span) const override { return m_call.pause(span); }
    void event(const sdk::Event& what) const override { m_call.event(what); }

private:
    const sdk::CallContext& m_call;
    const std::chrono::nanoseconds m_by;
};

} // namespace banshi::drivers::plugins::document_ipp
