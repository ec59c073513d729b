// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <banshi/drivers/sdk/byte_channel.h>
#include <vector>

namespace banshi::testing
{

/// A line that is never silent, and the time on it: each read brings bytes and takes a millisecond. It gives up after
/// kMost reads, so that whoever does not look at the time comes to an end all the same. Threads: one.
class EndlessLine : public drivers::sdk::ByteChannel, public drivers::sdk::CallContext
{
public:
    static constexpr int kMost = 100'000;

    /// Says `bytes` again and again.
    explicit EndlessLine(std::vector<std::uint8_t> bytes) : m_bytes(std::move(bytes)) {}

    drivers::sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const drivers::sdk::CallContext&,
                                            drivers::sdk::TimePoint) override
    {
        m_now += std::chrono::milliseconds(1);
        if (++m_reads > kMost)
            return std::size_t(0);
        const std::size_t count = std::min(into.size(), m_bytes.size());
        std::copy_n(m_bytes.begin(), count, into.begin());
        return count;
    }
    drivers::sdk::Outcome<void> write(std::span<const std::uint8_t>, const drivers::sdk::CallContext&) override
    {
        return {};
    }
    void discardInput() override {}

    [[nodiscard]] drivers::sdk::TimePoint now() const override { return m_now; }
    [[nodiscard]] std::optional<drivers::sdk::TimePoint> deadline() const override { return std::nullopt; }
    [[nodiscard]] bool cancelled() const override { return false; }
    bool pause(std::chrono::nanoseconds) const override { return true; }
    void event(const drivers::sdk::Event&) const override {}

    /// How many milliseconds somebody has listened.
    [[nodiscard]] int reads() const { return m_reads; }

private:
    std::vector<std::uint8_t> m_bytes;
    drivers::sdk::TimePoint m_now{};
    int m_reads = 0;
};

} // namespace banshi::testing
