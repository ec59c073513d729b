// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

namespace banshi::drivers::client
{

/// Writes the token of this start into a file that only this user may read, replacing an older one. False when that
/// fails. Threads: any.
[[nodiscard]] bool writeTokenFile(const QString& path, const std::string& startToken);
/// Reads it; empty when there is none, or when others may read or write it. Threads: any.
[[nodiscard]] std::string readTokenFile(const QString& path);

} // namespace banshi::drivers::client
