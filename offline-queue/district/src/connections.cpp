// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcDatabase, "banshi.queue.district.database")

namespace banshi::queue::district
{

DistrictResult<std::vector<Rows>> Connections::run(const std::vector<Step>& steps)
{
    auto connection = borrow();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)->run(steps);
}

std::unique_ptr<Connection> Connections::takeIdle()
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty())
        return nullptr;
    auto connection = std::move(m_idle.back());
    m_idle.pop_back();
    return connection;
}

void Connections::tell(const DistrictResult<void>& outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isAway == !outcome)
            return;
        m_isAway = !outcome;
    }
    if (outcome)
        qCInfo(lcDatabase) << "the database answers";
    else
        qCWarning(lcDatabase) << "the database is away:" << std::string(code(outcome.error().code)).c_str()
                              << outcome.error().detail.c_str();
}

DistrictResult<Connections::Borrowed> Connections::borrow()
{
    {
        std::unique_lock lock(m_mutex);
        if (!m_returned.wait_for(lock, m_patience, [this] { return m_free > 0; }))
            return base::fail(DistrictCode::Busy, "no connection is free", base::Retry::Later);
        --m_free;
    }
    if (auto idle = takeIdle())
        return Borrowed(*this, std::move(idle));
    auto opened = Connection::open(m_url, m_patience);
    tell(opened ? DistrictResult<void>() : tl::unexpected(opened.error()));
    if (opened)
        return Borrowed(*this, std::move(*opened));
    const Borrowed none(*this, nullptr); // gives the place back
    return tl::unexpected(opened.error());
}

void Connections::Borrowed::giveBack()
{
    if (m_owner == nullptr)
        return;
    {
        const std::lock_guard lock(m_owner->m_mutex);
        ++m_owner->m_free;
        if (m_connection != nullptr && !m_connection->isBroken())
            m_owner->m_idle.push_back(std::move(m_connection));
    }
    m_owner->m_returned.notify_one();
}

} // namespace banshi::queue::district
