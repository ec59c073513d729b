// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/event_loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>
#include <utility>

namespace banshi::city
{

struct EventLoop::Inside
{
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
    std::jthread thread{[this] { context.run(); }};
};

EventLoop::EventLoop() : m_inside(std::make_unique<Inside>()) {}

EventLoop::~EventLoop()
{
    m_inside->context.stop();
    m_inside->thread.join(); // before anything that stands in line is destroyed
}

boost::asio::io_context& EventLoop::context()
{
    return m_inside->context;
}

} // namespace banshi::city
