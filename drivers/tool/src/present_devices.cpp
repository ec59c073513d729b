// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/present_devices.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace banshi::drivers::tool
{

namespace
{

namespace fs = std::filesystem;

/// A class of /sys whose members are nodes under /dev that a driver can open.
struct NodeClass
{
    const char* name;
    const char* prefix; ///< of the nodes that count
    const char* scheme;
    const char* links; ///< folder under /dev of the names that stay the same; null for none
};

constexpr NodeClass kClasses[] = {{"tty", "tty", "serial", "serial/by-path"},
                                  {"hidraw", "hidraw", "usb-hid", nullptr},
                                  {"video4linux", "video", "v4l2", "v4l/by-path"},
                                  {"input", "event", "evdev", "input/by-path"}};

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator next(folder, error), end; !error && next != end; next.increment(error))
        entries.push_back(next->path());
    std::ranges::sort(entries);
    return entries;
}

std::string lineOf(const fs::path& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

std::string usbOf(const fs::path& folder)
{
    const std::string vendor = lineOf(folder / "idVendor");
    const std::string product = lineOf(folder / "idProduct");
    return vendor.empty() || product.empty() ? std::string() : vendor + ':' + product;
}

std::string nameOf(const fs::path& folder)
{
    const std::string maker = lineOf(folder / "manufacturer");
    const std::string product = lineOf(folder / "product");
    return maker.empty() || product.empty() ? maker + product : maker + ' ' + product;
}

// The USB device that a node belongs to; empty when there is none between it and the end of the tree.
fs::path usbFolderOf(fs::path folder, const fs::path& devices)
{
    while (folder.native().size() > devices.native().size())
    {
        if (!usbOf(folder).empty())
            return folder;
        folder = folder.parent_path();
    }
    return {};
}

std::string nodeUnder(const fs::path& dev, const NodeClass& kind, const std::string& node)
{
    if (kind.links != nullptr)
        for (const fs::path& link : entriesOf(dev / kind.links))
        {
            std::error_code error;
            if (fs::read_symlink(link, error).filename() == node)
                return link.string();
        }
    return (dev / node).string();
}

std::string below(const fs::path& folder, const fs::path& devices)
{
    return folder.lexically_relative(devices).string();
}

} // namespace

std::vector<PresentDevice> presentDevices(const std::string& sys, const std::string& dev)
{
    std::error_code error;
    const fs::path devices = fs::canonical(fs::path(sys) / "devices", error);
    if (error)
        return {};
    std::vector<PresentDevice> present;
    std::set<fs::path> withNode;
    for (const NodeClass& kind : kClasses)
        for (const fs::path& entry : entriesOf(fs::path(sys) / "class" / kind.name))
        {
            const std::string node = entry.filename().string();
            const fs::path folder = fs::canonical(entry, error);
            // Consoles and other lines that are no hardware have no device.
            if (error || !node.starts_with(kind.prefix) || !fs::exists(folder / "device", error))
                continue;
            const fs::path usb = usbFolderOf(folder, devices);
            withNode.insert(usb);
            present.push_back({usb.empty() ? std::string() : usbOf(usb), usb.empty() ? std::string() : nameOf(usb),
                               below(folder, devices), std::string(kind.scheme) + ':' + nodeUnder(dev, kind, node)});
        }
    for (const fs::path& entry : entriesOf(fs::path(sys) / "bus/usb/devices"))
        if (const fs::path folder = fs::canonical(entry, error);
            !error && !usbOf(folder).empty() && !withNode.contains(folder))
            present.push_back({usbOf(folder), nameOf(folder), below(folder, devices), {}});
    std::ranges::sort(present, {}, &PresentDevice::path);
    return present;
}

} // namespace banshi::drivers::tool
