// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>
#include <mutex>

namespace banshi::queue::gateway
{

/// A number of places that coroutines wait for in the order in which they came. Outlives whoever waits. Threads: any.
class Places
{
public:
    explicit Places(int count) : m_free(count) {}
    Places(const Places&) = delete;
    Places& operator=(const Places&) = delete;

    /// One place, for as long as it lives. Threads: one.
    class Place
    {
    public:
        explicit Place(Places& owner) : m_owner(&owner) {}
        ~Place() { m_owner->giveBack(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        Places* m_owner;
    };

    [[nodiscard]] boost::asio::awaitable<std::unique_ptr<Place>> take()
    {
        namespace asio = boost::asio;
        const auto mine = std::make_shared<Waiting>(co_await asio::this_coro::executor);
        if (!takeOrQueue(mine))
        {
            boost::system::error_code isWoken;
            co_await mine->timer.async_wait(asio::redirect_error(asio::use_awaitable, isWoken));
        }
        co_return std::make_unique<Place>(*this);
    }

private:
    struct Waiting
    {
        explicit Waiting(boost::asio::any_io_executor executor)
            : timer(executor, boost::asio::steady_timer::time_point::max())
        {
        }
        boost::asio::steady_timer timer;
    };

    bool takeOrQueue(const std::shared_ptr<Waiting>& mine)
    {
        const std::lock_guard lock(m_mutex);
        if (m_free > 0)
        {
            --m_free;
            return true;
        }
        m_waiting.push_back(mine);
        return false;
    }

    /// The next one's timer is touched on its own executor only.
    void giveBack()
    {
        std::shared_ptr<Waiting> next;
        {
            const std::lock_guard lock(m_mutex);
            ++m_free;
            if (m_waiting.empty())
                return;
            --m_free;
            next = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        boost::asio::post(next->timer.get_executor(),
                          [next] { next->timer.expires_at(boost::asio::steady_timer::time_point::min()); });
    }

    std::mutex m_mutex;
    int m_free;                                     // guarded by m_mutex
    std::deque<std::shared_ptr<Waiting>> m_waiting; // guarded by m_mutex
};

} // namespace banshi::queue::gateway
