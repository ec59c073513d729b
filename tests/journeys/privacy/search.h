// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traces.h"

#include <QStringList>
#include <optional>

namespace banshi::journeys
{

/// Where traces stand in the writable memory of a process, one line each (`who`: what it is called); nothing when the
/// system does not let us look.
[[nodiscard]] std::optional<QStringList> searchMemory(const QString& who, qint64 process,
                                                      const std::vector<Trace>& traces);

/// Where traces stand in the files below `folder`, the folders named in `except` left out.
[[nodiscard]] QStringList searchFiles(const QString& folder, const QStringList& except,
                                      const std::vector<Trace>& traces);

/// A process and all that descend from it, by process id, with the name of each program.
[[nodiscard]] std::map<qint64, QString> familyOf(qint64 process);

} // namespace banshi::journeys
