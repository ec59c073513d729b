// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/tcp_channel.h"

#include <charconv>

namespace banshi::drivers::sdk
{

std::optional<TcpAddress> tcpAddressOf(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return std::nullopt;
    TcpAddress address{text.substr(0, colon), 0};
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, address.port);
    if (problem != std::errc() || stop != end || address.port == 0)
        return std::nullopt;
    return address;
}

ChannelFactory tcpConnection(const TcpAddress& address)
{
    return [address](const CallContext& call) { return TcpChannel::open(address.host, address.port, call); };
}

} // namespace banshi::drivers::sdk
