// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <cerrno>
#include <chrono>
#include <poll.h>
#include <sys/socket.h>

namespace banshi::queue::gateway
{

/// A connected socket as Beast's synchronous functions want it, with a deadline in real time for what is under way:
/// a peer that sends one byte a minute cannot hold a thread. Does not own the descriptor. Threads: one.
class TimedStream
{
public:
    explicit TimedStream(int descriptor) : m_descriptor(descriptor) {}

    void setDeadline(std::chrono::milliseconds span) { m_deadline = std::chrono::steady_clock::now() + span; }
    /// True when there is something to read (or the end) before the deadline.
    [[nodiscard]] bool waitReadable() const { return waitFor(POLLIN); }

    template <class Buffers>
    std::size_t read_some(const Buffers& buffers, boost::system::error_code& error)
    {
        const boost::asio::mutable_buffer into = *boost::asio::buffer_sequence_begin(buffers);
        return transfer(POLLIN, error, [&] { return ::recv(m_descriptor, into.data(), into.size(), 0); });
    }
    template <class Buffers>
    std::size_t write_some(const Buffers& buffers, boost::system::error_code& error)
    {
        boost::asio::const_buffer from;
        for (auto at = boost::asio::buffer_sequence_begin(buffers); from.size() == 0; ++at)
        {
            if (at == boost::asio::buffer_sequence_end(buffers))
            {
                error = {};
                return 0;
            }
            from = *at;
        }
        return transfer(POLLOUT, error, [&] { return ::send(m_descriptor, from.data(), from.size(), MSG_NOSIGNAL); });
    }
    template <class Buffers>
    std::size_t read_some(const Buffers& buffers)
    {
        return throwing(&TimedStream::read_some<Buffers>, buffers);
    }
    template <class Buffers>
    std::size_t write_some(const Buffers& buffers)
    {
        return throwing(&TimedStream::write_some<Buffers>, buffers);
    }

private:
    [[nodiscard]] bool waitFor(short events) const
    {
        for (;;)
        {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline - std::chrono::steady_clock::now());
            if (left.count() <= 0)
                return false;
            pollfd wanted{m_descriptor, events, 0};
            const int ready = ::poll(&wanted, 1, static_cast<int>(left.count()));
            if (ready > 0)
                return true;
            if (ready == 0 || errno != EINTR)
                return false;
        }
    }

    template <class Call>
    std::size_t transfer(short events, boost::system::error_code& error, Call call)
    {
        if (!waitFor(events))
        {
            error = boost::asio::error::timed_out;
            return 0;
        }
        const ssize_t moved = call();
        if (moved > 0)
            error = {};
        else if (moved == 0)
            error = boost::asio::error::eof;
        else
            error.assign(errno, boost::system::system_category());
        return moved > 0 ? static_cast<std::size_t>(moved) : 0;
    }

    template <class Function, class Buffers>
    std::size_t throwing(Function function, const Buffers& buffers)
    {
        boost::system::error_code error;
        const std::size_t moved = (this->*function)(buffers, error);
        if (error)
            throw boost::system::system_error(error);
        return moved;
    }

    int m_descriptor;
    std::chrono::steady_clock::time_point m_deadline;
};

} // namespace banshi::queue::gateway
