// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/recording_channel.h>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::example_driver
{

/// An operation's context whose time passes only in pause(). Threads: one.
class FakeCall : public sdk::CallContext
{
public:
    [[nodiscard]] sdk::TimePoint now() const override { return m_now; }
    [[nodiscard]] std::optional<sdk::TimePoint> deadline() const override { return m_deadline; }
    [[nodiscard]] bool cancelled() const override { return m_cancelled; }
    bool pause(std::chrono::nanoseconds span) const override
    {
        m_now += span;
        return !m_cancelled && m_now < m_deadline;
    }
    void event(const sdk::Event& what) const override { m_events.push_back(what); }

    void cancel() { m_cancelled = true; }
    [[nodiscard]] std::size_t events() const { return m_events.size(); }

private:
    mutable sdk::TimePoint m_now{};
    sdk::TimePoint m_deadline = m_now + std::chrono::seconds(10);
    bool m_cancelled = false;
    mutable std::vector<sdk::Event> m_events;
};

/// Keeps what the driver reports. Threads: one.
class FakeHost : public sdk::HostServices
{
public:
    void setStatus(const sdk::Status& status) override { m_status = status; }
    void log(sdk::LogLevel, const std::string& text) override { m_log += text + '\n'; }

    /// The last status, if it is a T.
    template <class T>
    [[nodiscard]] const T* status() const
    {
        return m_status ? std::get_if<T>(&*m_status) : nullptr;
    }
    [[nodiscard]] const std::string& logged() const { return m_log; }

private:
    std::optional<sdk::Status> m_status;
    std::string m_log;
};

/// A channel that plays `text` back: `> ` before what the driver sends, `< ` before what the device answers.
inline sdk::ChannelFactory replay(std::vector<std::pair<char, std::string>> script)
{
    std::string recording;
    for (const auto& [direction, line] : script)
    {
        recording += std::string(1, direction) + ' ';
        for (const char c : line + "\n")
        {
            constexpr char kDigits[] = "0123456789abcdef";
            recording += kDigits[static_cast<unsigned char>(c) >> 4];
            recording += kDigits[static_cast<unsigned char>(c) & 15];
        }
        recording += '\n';
    }
    return [recording](const sdk::CallContext&) -> sdk::Outcome<std::unique_ptr<sdk::ByteChannel>> {
        auto channel = sdk::ReplayChannel::fromText(recording);
        if (!channel)
            return channel.failure();
        return std::unique_ptr<sdk::ByteChannel>(std::move(*channel));
    };
}

} // namespace banshi::drivers::plugins::example_driver
