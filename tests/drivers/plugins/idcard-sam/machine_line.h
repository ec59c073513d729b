// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/idcard/reader_machine.h"

#include <QByteArray>
#include <QStringList>
#include <algorithm>
#include <banshi/drivers/sdk/byte_channel.h>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace banshi::testing
{

/// Time that passes only when somebody waits. Threads: the test's.
class QuickCall : public drivers::sdk::CallContext
{
public:
    explicit QuickCall(std::chrono::milliseconds limit = std::chrono::seconds(30)) : m_deadline(m_now + limit) {}
    [[nodiscard]] drivers::sdk::TimePoint now() const override { return m_now; }
    [[nodiscard]] std::optional<drivers::sdk::TimePoint> deadline() const override { return m_deadline; }
    [[nodiscard]] bool cancelled() const override { return m_cancelled; }
    bool pause(std::chrono::nanoseconds span) const override
    {
        m_now += span;
        if (onPause)
            onPause();
        return m_now < m_deadline;
    }
    void event(const drivers::sdk::Event& what) const override { events.push_back(what); }
    void passUntil(drivers::sdk::TimePoint when) const { m_now = std::max(m_now, when); }
    void cancel() { m_cancelled = true; }

    std::function<void()> onPause;
    mutable std::vector<drivers::sdk::Event> events;

private:
    mutable drivers::sdk::TimePoint m_now{std::chrono::hours(1)};
    drivers::sdk::TimePoint m_deadline;
    bool m_cancelled = false;
};

/// What lies at the other end of the line, and what happened on it.
struct FarEnd
{
    drivers::virtual_idcard::ReaderMachine machine;
    bool isGone = false;
    int answered = 1000000; ///< requests that still get an answer
    QStringList sent;       ///< by the driver: `rate hex`, one a write
};

/// A line with the simulated module at its other end, in this process. What is sent at another rate than the module's
/// reaches nobody. Threads: the test's.
class MachineChannel : public drivers::sdk::ByteChannel
{
public:
    MachineChannel(FarEnd& end, int baud) : m_end(end), m_baud(baud) {}
    drivers::sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const drivers::sdk::CallContext& call,
                                            drivers::sdk::TimePoint until) override
    {
        if (call.cancelled())
            return drivers::sdk::failure(drivers::sdk::ErrorCode::Canceled);
        if (m_end.isGone)
            return drivers::sdk::failure(drivers::sdk::ErrorCode::DeviceNotReady, "gone");
        if (m_input.empty())
        {
            dynamic_cast<const QuickCall&>(call).passUntil(std::min(until, *call.deadline()));
            return std::size_t(0);
        }
        const std::size_t count = std::min({into.size(), m_input.size(), m_split ? std::size_t(3) : std::size_t(9999)});
        std::copy_n(m_input.begin(), count, into.begin());
        m_input.erase(m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }
    drivers::sdk::Outcome<void> write(std::span<const std::uint8_t> bytes, const drivers::sdk::CallContext&) override
    {
        const QByteArray hex = QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex();
        m_end.sent << QString::number(m_baud) + u' ' + QString::fromLatin1(hex);
        if (m_end.machine.baud() == m_baud)
            m_parser.feed(bytes);
        while (const auto request = m_parser.take())
        {
            if (m_end.answered-- <= 0)
                continue;
            const auto delivery = m_end.machine.answer(*request);
            m_split = delivery.split;
            m_input.insert(m_input.end(), delivery.bytes.begin(), delivery.bytes.end());
        }
        return {};
    }
    void discardInput() override { m_input.clear(); }

private:
    FarEnd& m_end;
    const int m_baud;
    bool m_split = false;
    drivers::virtual_idcard::RequestParser m_parser;
    std::deque<std::uint8_t> m_input;
};

} // namespace banshi::testing
