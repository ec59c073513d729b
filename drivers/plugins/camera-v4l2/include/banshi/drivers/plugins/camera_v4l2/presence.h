// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/camera_v4l2/grabber.h"

#include <chrono>
#include <string>

namespace banshi::drivers::plugins::camera_v4l2
{

/// The HTTP request by which a server is asked for `url`: one, whatever the address holds. Threads: any.
[[nodiscard]] std::string presenceRequest(const std::string& url);

/// True when the source is there without opening it: the device node can be read, or an HTTP server answers for the URL
/// within `limit` for the connection and again for the answer. Threads: any.
[[nodiscard]] bool isPresent(const CaptureSetup& setup, std::chrono::milliseconds limit);

} // namespace banshi::drivers::plugins::camera_v4l2
