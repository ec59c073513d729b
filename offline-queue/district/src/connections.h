// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace banshi::queue::district
{

/// A bounded number of connections; a broken one is thrown away and replaced when it is wanted again. Threads: any.
class Connections
{
public:
    Connections(std::string url, int most, std::chrono::milliseconds patience)
        : m_url(std::move(url)), m_patience(patience), m_free(most)
    {
    }

    /// All steps on one connection, see Connection::run(). Errors: Busy, and those of open() and run().
    [[nodiscard]] DistrictResult<std::vector<Rows>> run(const std::vector<Step>& steps);

    /// A connection for as long as this object lives. Threads: one.
    class Borrowed
    {
    public:
        Borrowed(Connections& owner, std::unique_ptr<Connection> connection)
            : m_owner(&owner), m_connection(std::move(connection))
        {
        }
        ~Borrowed() { giveBack(); }
        Borrowed(Borrowed&& other) noexcept
            : m_owner(std::exchange(other.m_owner, nullptr)), m_connection(std::move(other.m_connection))
        {
        }
        Borrowed& operator=(Borrowed&&) = delete;
        Connection* operator->() const { return m_connection.get(); }

    private:
        void giveBack();
        Connections* m_owner;
        std::unique_ptr<Connection> m_connection;
    };
    /// Errors: Busy, and those of Connection::open().
    [[nodiscard]] DistrictResult<Borrowed> borrow();

private:
    [[nodiscard]] std::unique_ptr<Connection> takeIdle();
    /// Tells operators when the database goes and when it comes back, once each.
    void tell(const DistrictResult<void>& outcome);

    const std::string m_url;
    const std::chrono::milliseconds m_patience;
    std::mutex m_mutex;
    std::condition_variable m_returned;
    bool m_isAway = false;                           // guarded by m_mutex
    int m_free;                                      // guarded by m_mutex
    std::vector<std::unique_ptr<Connection>> m_idle; // guarded by m_mutex
};

} // namespace banshi::queue::district
