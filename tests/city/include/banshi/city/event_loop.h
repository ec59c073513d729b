// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace boost::asio
{
class io_context;
}

namespace banshi::city
{

/// One thread that serves all sockets of the stand-in. Threads: any.
class EventLoop
{
public:
    EventLoop();
    /// Stops the loop and waits for its thread; what it still serves dies with it.
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    [[nodiscard]] boost::asio::io_context& context();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace banshi::city
