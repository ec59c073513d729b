// SPDX-License-Identifier: GPL-3.0-or-later
// What a vendor's tool answers: any bytes, in any pieces, must give one and the same message or failure, and never more
// than was sent.
#include "banshi/drivers/sdk/tool_message.h"

#include <algorithm>
#include <cstdlib>

namespace sdk = banshi::drivers::sdk;

namespace
{

constexpr std::uint32_t kNumber = 7;

// Time that passes with each look at it, so that nothing waits for ever.
class QuickCall : public sdk::CallContext
{
public:
    [[nodiscard]] sdk::TimePoint now() const override { return m_now += std::chrono::milliseconds(1); }
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override { return std::nullopt; }
    [[nodiscard]] bool cancelled() const override { return false; }
    bool pause(std::chrono::nanoseconds) const override { return true; }
    void event(const sdk::Event&) const override {}

private:
    mutable sdk::TimePoint m_now{};
};

// Gives out the bytes in pieces and is gone at their end.
class Pieces : public sdk::ByteChannel
{
public:
    Pieces(std::span<const std::uint8_t> bytes, std::size_t piece) : m_bytes(bytes), m_piece(piece) {}

    sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const sdk::CallContext&, sdk::TimePoint) override
    {
        if (m_bytes.empty())
            return sdk::failure(sdk::ErrorCode::DeviceNotReady);
        const std::size_t count = std::min({into.size(), m_piece, m_bytes.size()});
        std::ranges::copy(m_bytes.first(count), into.begin());
        m_bytes = m_bytes.subspan(count);
        return count;
    }
    sdk::Outcome<void> write(std::span<const std::uint8_t>, const sdk::CallContext&) override { return {}; }
    void discardInput() override {}
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }

private:
    std::span<const std::uint8_t> m_bytes;
    const std::size_t m_piece;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // The header is nearly always nearly right, so that mutations meet whole messages.
    std::vector<std::uint8_t> bytes(data, data + size);
    if (size > sizeof(sdk::ToolHeader) && data[8] < 0xF0)
    {
        const auto header = sdk::toolHeader(data[3], data[7] < 0xF0 ? kNumber : data[7]);
        std::ranges::copy(header, bytes.begin());
    }
    Pieces whole(bytes, bytes.size() + 1);
    const auto message = sdk::receiveToolMessage(whole, kNumber, QuickCall());
    for (const std::size_t piece : {std::size_t(1), std::size_t(3)})
    {
        Pieces pieces(bytes, piece);
        const auto other = sdk::receiveToolMessage(pieces, kNumber, QuickCall());
        if (other.ok() != message.ok() || (message && other->bytes != message->bytes) ||
            (!message && other.failure().code != message.failure().code))
            std::abort();
    }
    if (message && message->bytes.size() + sizeof(sdk::ToolHeader) + whole.left() != bytes.size())
        std::abort();
    if (!message && message.failure().code != sdk::ErrorCode::DeviceNotReady &&
        message.failure().code != sdk::ErrorCode::HardwareError)
        std::abort();
    return 0;
}
