// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace banshi::drivers::tool
{

/// Something that is plugged in, as the kernel shows it. Threads: plain value.
struct PresentDevice
{
    std::string usb;        ///< `vvvv:pppp`, small hex digits; empty for what hangs on no USB
    std::string name;       ///< maker and product as the device says; may be empty
    std::string path;       ///< below /sys/devices: the place, which stays the same whatever number a line gets
    std::string connection; ///< what a driver is given, e.g. `serial:/dev/ttyUSB0`; empty when nothing can be opened
    bool operator==(const PresentDevice&) const = default;
};

/// All serial lines, HID devices, cameras and input devices, and the USB devices without any of these, by their paths.
/// `sys` and `dev` are the folders that are /sys and /dev; names under /dev that stay the same (`by-path`) are
/// preferred. What cannot be read is left out. Threads: any.
[[nodiscard]] std::vector<PresentDevice> presentDevices(const std::string& sys, const std::string& dev);

} // namespace banshi::drivers::tool
