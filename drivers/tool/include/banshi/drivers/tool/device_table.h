// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/tool/plugin_matches.h"

#include <set>
#include <string>
#include <vector>

namespace banshi::drivers::tool
{

/// The `[[device]]` table of a machine file (TOML) for one device that is plugged in: the first plug-in that fits, the
/// others in a comment, the connection by its place. A proposal to be read and pasted by a technician: which plug-in
/// drives what is said by the machine's file alone. Its name is the plug-in's, with a number when `taken` has it
/// already, and is added to `taken`. Only a comment when nothing fits or nothing can be opened. Threads: any.
[[nodiscard]] std::string deviceTable(const PresentDevice& device, const std::vector<PluginMatch>& matches,
                                      std::set<std::string>& taken);

} // namespace banshi::drivers::tool
