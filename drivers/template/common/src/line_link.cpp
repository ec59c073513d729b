// SPDX-License-Identifier: Apache-2.0
#include "line_link.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

constexpr std::size_t kLongestLine = 4096;

bool isText(const std::string& line)
{
    return std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

} // namespace

sdk::Outcome<std::unique_ptr<LineLink>> LineLink::open(const sdk::ChannelFactory& connect,
                                                       std::chrono::milliseconds limit, std::string& model,
                                                       const sdk::CallContext& call)
{
    auto channel = connect(call);
    if (!channel)
        return channel.failure();
    auto link = std::make_unique<LineLink>(std::move(*channel));
    auto said = link->ask("ID?", limit, call);
    if (!said)
        return said.failure();
    model = std::move(*said);
    return link;
}

sdk::Outcome<std::string> LineLink::ask(const std::string& question, std::chrono::milliseconds limit,
                                        const sdk::CallContext& call)
{
    m_channel->discardInput();
    sdk::wipe(m_heard);
    if (auto sent = send(question + "\n", call); !sent)
        return sent.failure();
    return hear(limit, call);
}

sdk::Outcome<void> LineLink::send(const std::string& bytes, const sdk::CallContext& call)
{
    return m_channel->write({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, call);
}

sdk::Outcome<std::string> LineLink::hear(std::chrono::milliseconds limit, const sdk::CallContext& call)
{
    const sdk::TimePoint end = call.atMost(limit);
    for (;;)
    {
        if (const auto at = m_heard.find('\n'); at != std::string::npos)
        {
            std::string line = m_heard.substr(0, at);
            m_heard.erase(0, at + 1);
            if (!isText(line))
                return sdk::failure(sdk::ErrorCode::HardwareError, "the device speaks no sense");
            return line;
        }
        std::array<std::uint8_t, 512> chunk{};
        const auto count = m_channel->read(chunk, call, end);
        if (!count)
            return count.failure();
        m_heard.append(chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(*count));
        sdk::wipe(chunk.data(), *count);
        if (m_heard.size() > kLongestLine)
            return sdk::failure(sdk::ErrorCode::HardwareError, "the device speaks without an end");
        if (*count > 0)
            continue;
        if (auto stop = call.stopReason())
            return *stop;
        return sdk::failure(sdk::ErrorCode::DeviceNotReady, "the device does not answer");
    }
}

} // namespace banshi::drivers::plugins::example_driver
