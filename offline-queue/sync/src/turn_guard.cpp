// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/turn_guard.h"

#include <QLoggingCategory>
#include <algorithm>
#include <typeinfo>

Q_LOGGING_CATEGORY(lcTurns, "banshi.queue.turns")

namespace banshi::queue::sync
{

base::Nanoseconds TurnGuard::note(const std::exception& fault)
{
    constexpr int kMostDoublings = 9; // 512 s is beyond kLongest already
    ++m_faults;
    // The text of an exception may hold a piece of a body: only its type is logged.
    qCWarning(lcTurns) << "a turn of" << m_name.c_str() << "ended in an exception:" << typeid(fault).name();
    const int doublings = std::min(m_inARow++, kMostDoublings);
    return std::min<base::Nanoseconds>(kLongest, base::Nanoseconds(kFirst) * (1LL << doublings));
}

} // namespace banshi::queue::sync
