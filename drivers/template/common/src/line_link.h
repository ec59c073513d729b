// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <banshi/drivers/sdk/byte_channel.h>
#include <string>

namespace banshi::drivers::plugins::example_driver
{

/// Questions and answers of one line each, over any channel. An example of a protocol: put your device's in its place.
/// Threads: the host's worker.
class LineLink
{
public:
    explicit LineLink(std::unique_ptr<sdk::ByteChannel> channel) : m_channel(std::move(channel)) {}

    /// Connects and asks who is there; `model` gets the answer. Errors: as the factory and ask().
    static sdk::Outcome<std::unique_ptr<LineLink>> open(const sdk::ChannelFactory& connect,
                                                        std::chrono::milliseconds limit, std::string& model,
                                                        const sdk::CallContext& call);

    /// Sends a line and waits for the answer's line. Errors: DeviceNotReady when the device stays silent for `limit`,
    /// HardwareError when the answer is no text, Canceled, TimeOut (call.deadline()).
    sdk::Outcome<std::string> ask(const std::string& question, std::chrono::milliseconds limit,
                                  const sdk::CallContext& call);
    /// Sends bytes without waiting for an answer. Errors: as ByteChannel::write().
    sdk::Outcome<void> send(const std::string& bytes, const sdk::CallContext& call);
    /// Waits for a line that the device sends on its own. Errors: as ask().
    sdk::Outcome<std::string> hear(std::chrono::milliseconds limit, const sdk::CallContext& call);

private:
    std::unique_ptr<sdk::ByteChannel> m_channel;
    std::string m_heard; // wiped when a line has been taken from it
};

} // namespace banshi::drivers::plugins::example_driver
