// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/camera_v4l2/grabber.h"

#include <banshi/drivers/sdk/options.h>

namespace banshi::drivers::plugins::camera_v4l2
{

/// What a machine's file asks of a camera: its connection `v4l2:PATH` or `http://HOST[:PORT]/PATH`, and the options of
/// README.md. Touches no hardware. Errors: InvalidData; `detail` names the entry and what it may be. Threads: any.
[[nodiscard]] sdk::Outcome<CaptureSetup> captureSetupOf(const sdk::Options& options);

} // namespace banshi::drivers::plugins::camera_v4l2
