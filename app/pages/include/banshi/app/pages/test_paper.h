// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/device_tester.h"

namespace banshi::app::pages
{

/// What tests print: a slip and an A4 page with the machine's name, the time, both languages, a frame at the edge, thin
/// and thick lines and a ramp of greys. `site` and `deviceId` are UTF-8. Threads: the GUI thread.
[[nodiscard]] maintenance::TestPaper testPaper(std::string site, std::string deviceId);

} // namespace banshi::app::pages
