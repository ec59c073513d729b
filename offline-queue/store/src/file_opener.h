// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core.h"

#include <memory>
#include <optional>

namespace banshi::queue::store
{

/// Opens the durable file as FORMAT.md, "Opening", tells: pragmas, checks, quarantine, salvage, epoch.
/// Threads: the writer's.
class FileOpener
{
public:
    /// After a file went to quarantine the next one is given that long: a disk that damages every file does not fill
    /// itself with copies.
    static constexpr std::chrono::seconds kBetweenQuarantines{30};

    explicit FileOpener(Core& core) : m_core(core) {}

    /// `isKnownDamaged`: a statement met damage that the quick check at the last opening did not see.
    /// Throws SqlFault when the file cannot be used now.
    [[nodiscard]] std::unique_ptr<Connection> open(bool isKnownDamaged);

private:
    [[nodiscard]] std::unique_ptr<Connection> openOrSalvage(bool isKnownDamaged);
    [[nodiscard]] std::unique_ptr<Connection> startAnew();

    Core& m_core;
    std::optional<base::MonoTime> m_lastQuarantine;
};

} // namespace banshi::queue::store
