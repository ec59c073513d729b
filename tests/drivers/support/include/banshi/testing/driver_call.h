// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <banshi/drivers/sdk/call_context.h>
#include <banshi/drivers/sdk/host_services.h>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace banshi::testing
{

/// One operation's context: real time, a deadline from its making, cancelled by cancel(). Threads: any.
class DriverCall : public drivers::sdk::CallContext
{
public:
    explicit DriverCall(std::chrono::milliseconds limit = std::chrono::seconds(10))
        : m_deadline(std::chrono::steady_clock::now() + limit)
    {
    }

    [[nodiscard]] drivers::sdk::TimePoint now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] std::optional<drivers::sdk::TimePoint> deadline() const override { return m_deadline; }
    [[nodiscard]] bool cancelled() const override { return m_cancelled; }
    bool pause(std::chrono::nanoseconds span) const override
    {
        std::unique_lock lock(m_mutex);
        const auto end = std::min(now() + span, m_deadline);
        m_wake.wait_until(lock, end, [this] { return m_cancelled.load(); });
        return !m_cancelled && now() < m_deadline;
    }
    void event(const drivers::sdk::Event& what) const override
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(what);
    }

    void cancel()
    {
        m_cancelled = true;
        m_wake.notify_all();
    }
    /// What the driver announced so far.
    [[nodiscard]] std::vector<drivers::sdk::Event> events() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    drivers::sdk::TimePoint m_deadline;
    std::atomic<bool> m_cancelled = false;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    mutable std::vector<drivers::sdk::Event> m_events; // guarded by m_mutex
};

/// Keeps what a driver reports to its host. Threads: any.
class DriverHost : public drivers::sdk::HostServices
{
public:
    void setStatus(const drivers::sdk::Status& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_status = status;
    }
    void log(drivers::sdk::LogLevel, const std::string& text) override
    {
        const std::lock_guard lock(m_mutex);
        m_log.push_back(text);
    }

    /// The last status if it is a T.
    template <class T>
    [[nodiscard]] std::optional<T> status() const
    {
        const std::lock_guard lock(m_mutex);
        const T* held = m_status ? std::get_if<T>(&*m_status) : nullptr;
        return held != nullptr ? std::optional<T>(*held) : std::nullopt;
    }
    [[nodiscard]] std::vector<std::string> logged() const
    {
        const std::lock_guard lock(m_mutex);
        return m_log;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<drivers::sdk::Status> m_status; // guarded by m_mutex
    std::vector<std::string> m_log;               // guarded by m_mutex
};

} // namespace banshi::testing
