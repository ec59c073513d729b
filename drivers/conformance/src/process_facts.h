// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <optional>

namespace banshi::drivers::conformance
{

/// What a process holds.
struct ProcessFacts
{
    qint64 anonymousKib = 0; ///< memory of its own, not backed by files
    qint64 files = 0;        ///< open descriptors
    qint64 threads = 0;
};

/// Nothing when the process is gone or may not be looked at.
[[nodiscard]] std::optional<ProcessFacts> factsOf(qint64 process);

} // namespace banshi::drivers::conformance
