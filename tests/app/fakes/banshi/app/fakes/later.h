// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <functional>

namespace banshi::app::fakes
{

/// Runs `work` from the event loop, as every real answer comes.
inline void later(std::function<void()> work)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(work), Qt::QueuedConnection);
}

} // namespace banshi::app::fakes
