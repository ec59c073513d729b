// SPDX-License-Identifier: Apache-2.0
#include "sandbox_rules.h"

#include "reachable_ports.h"

#include <algorithm>
#include <filesystem>

namespace banshi::drivers::host
{

namespace
{

namespace fs = std::filesystem;

// Programs, libraries, and those files of /etc that glibc, OpenSSL, CUPS and fontconfig read. Not all of /etc: a
// machine's keys stand there, too.
const char* const kSystem[] = {"/usr",
                               "/lib",
                               "/lib64",
                               "/bin",
                               "/opt",
                               "/sys",
                               "/run/udev",
                               "/proc/self",
                               "/proc/cpuinfo",
                               "/proc/meminfo",
                               "/proc/stat",
                               "/proc/sys",
                               "/etc/ld.so.cache",
                               "/etc/localtime",
                               "/etc/resolv.conf",
                               "/etc/hosts",
                               "/etc/host.conf",
                               "/etc/nsswitch.conf",
                               "/etc/gai.conf",
                               "/etc/services",
                               "/etc/protocols",
                               "/etc/passwd",
                               "/etc/group",
                               "/etc/ssl/openssl.cnf",
                               "/etc/ssl/certs",
                               "/etc/cups",
                               "/etc/alternatives",
                               "/etc/udev"};

const char* const kHarmless[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};

// Where the nodes of a kind of device stand. One that is plugged in again is a new file, perhaps with another number: a
// rule for the file itself would not hold for it, so the rule is for the folder. /dev/input goes with its last device.
std::vector<std::string> nodesOf(const std::string& scheme)
{
    for (const char* atTheTop : {"serial", "usb-hid", "evdev", "v4l2", "sysfs"}) // ttyUSB0, hidraw0, video0, gpiochip0
        if (scheme == atTheTop)
            return {"/dev"};
    return {};
}

std::string folderOf(const std::string& path)
{
    return fs::path(path).parent_path().string();
}

bool may(const protocol::PluginMetadata& metadata, const char* permission)
{
    return std::ranges::find(metadata.permissions, permission) != metadata.permissions.end();
}

void addNamedFiles(const sdk::Options& device, std::vector<std::string>& readable)
{
    for (const auto& [key, value] : device.values)
        if (const auto* text = std::get_if<std::string>(&value); text != nullptr && text->starts_with('/'))
            readable.push_back(*text);
}

void addDevice(const sdk::Options& device, std::vector<std::string>& places)
{
    places.insert(places.end(), std::begin(kHarmless), std::end(kHarmless));
    const auto nodes = nodesOf(device.scheme());
    places.insert(places.end(), nodes.begin(), nodes.end());
    const std::string place = device.address();
    if (!place.starts_with('/') || place.starts_with("//"))
        return;
    places.push_back(place);
    if (!place.starts_with("/dev/")) // a simulator's, which makes its file anew
        places.push_back(folderOf(place));
}

} // namespace

SandboxRules sandboxRules(const protocol::PluginMetadata& metadata, const LaunchOptions& options,
                          const std::string& program)
{
    constexpr std::string_view kFile = "file:";
    SandboxRules rules;
    std::error_code unknownFolder; // then the path is empty and nothing is there to be allowed
    rules.readable.assign(std::begin(kSystem), std::end(kSystem));
    rules.readable.push_back(folderOf(fs::absolute(options.plugin, unknownFolder).string()));
    rules.readable.push_back(folderOf(program));
    rules.readable.push_back((fs::path(folderOf(program)).parent_path() / "lib").string());
    // The publisher writes its port file anew after a restart: the folder is what stays.
    if (options.publisher.starts_with(kFile))
        rules.readable.push_back(folderOf(options.publisher.substr(kFile.size())));
    addNamedFiles(options.device, rules.readable);
    // A recording holds what residents carry: there is none on the street.
    if (const auto record = options.device.valueOr<std::string>("record", {});
        !record.empty() && !options.device.production)
        rules.files.push_back(fs::absolute(record, unknownFolder).string());

    addDevice(options.device, rules.devices);
    if (may(metadata, "sysfs-nodes"))
        rules.devices.emplace_back("/sys");
    if (may(metadata, "serial-port"))
        rules.own.emplace_back("/run/lock"); // QSerialPort locks the line there
    for (const std::string& folder : {options.device.runDir, options.device.valueOr<std::string>("state_dir", {})})
        if (!folder.empty())
            rules.own.push_back(folder);
    rules.childProcesses = may(metadata, "child-process");
    rules.localSockets = may(metadata, "local-socket");
    rules.datagrams = isOnNetwork(options.device);
    rules.ports = reachablePorts(options);
    return rules;
}

} // namespace banshi::drivers::host
