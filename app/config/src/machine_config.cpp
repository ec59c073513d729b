// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/config/machine_config.h"

#include "banshi/base/file_clock.h"
#include "banshi/base/system_clock.h"

#include <algorithm>
#include <regex>
#include <set>

namespace banshi::app::config
{

namespace
{

using base::ConfigTable;
namespace fs = std::filesystem;

// As drivers/protocol names them.
const std::vector<std::string> kDeviceClasses{"IdCardReader",    "ReceiptPrinter",  "DocumentPrinter", "Camera",
                                              "BarcodeReader",   "PaymentTerminal", "Indicators",      "Keypad",
                                              "BiometricReader", "CardReader"};
constexpr const char* kVendorModeService = "vendor-mode"; // as drivers/protocol names it
constexpr const char* kConnections = "a way and a place, e.g. serial:/dev/serial/by-path/…, usb-hid:PATH, evdev:PATH, "
                                     "v4l2:PATH, ipp:URI, http:URL, tcp:HOST:PORT, pcsc:NAME or sysfs:PATH; the "
                                     "driver's README says which";

fs::path beside(const fs::path& file, const std::string& path)
{
    return path.empty() ? fs::path() : fs::absolute(file).parent_path() / path;
}

void readMachine(ConfigTable table, const fs::path& file, const fs::path& shareDir, MachineConfig& config)
{
    config.production = table.choice("mode", {"development", "production"}) == "production";
    config.deviceId = table.text("device_id", "the machine's number as printed on its plate, e.g. \"SZ-FT-0417\"");
    auto site = table.table("site");
    config.site = {site.text("zh", "the site's Chinese name"), site.text("en", "the site's English name")};
    config.gridCode = table.text("grid_code", "the code of the community grid cell that the machine stands in");
    config.runDir = beside(file, table.textOr("run_dir", "run"));
    config.driverDir = beside(file, table.textOr("driver_dir", ""));
    const std::string catalogue = table.textOr("catalogue", "");
    config.catalogue = catalogue.empty() ? shareDir / "catalogue" : beside(file, catalogue);
    const std::string clock = table.textOr("test_clock", "");
    if (!clock.empty() && config.production)
        table.fault("test_clock", "is a development clock", "remove it: a production machine follows real time only");
    config.clockFile = clock.empty() ? fs::path() : config.runDir / clock;
    config.publisherPort = static_cast<int>(table.integerOr("publisher_port", 0, 0, 65535));
    config.idle = std::chrono::seconds(table.integerOr("idle_s", 120, 30, 900));
    config.idleAnswer = std::chrono::seconds(table.integerOr("idle_answer_s", 30, 20, 120));
}

// Devices' services are spoken to on this machine alone. Strict: one address that clients cannot take would make them
// refuse the publisher's whole list.
bool isOnThisMachine(const std::string& uri)
{
    constexpr int kLastPort = 65535;
    static const std::regex kPlace(R"(ws://(?:127\.0\.0\.1|localhost|\[::1\]):([0-9]{1,5})/[A-Za-z0-9._~/-]*)");
    std::smatch parts;
    return std::regex_match(uri, parts, kPlace) && std::stoi(parts[1]) <= kLastPort;
}

void readService(ConfigTable& table, DeviceConfig& device)
{
    device.service = table.text("service", "where a third party's XFS4IoT service listens, ws://127.0.0.1:PORT/…");
    if (!device.service.empty() && !isOnThisMachine(device.service))
        table.fault("service", "is not on this machine", "ws://127.0.0.1:PORT/…");
    for (const char* key : {"driver", "connection", "options"})
    {
        if (table.has(key))
            table.fault(key, "stands beside a service", "a third party's service has no driver of ours: remove one");
        table.ignore(key);
    }
}

DeviceConfig readDevice(ConfigTable& table, std::set<std::string>& names)
{
    DeviceConfig device;
    device.name = table.text("name", "a short name such as \"idcard\"");
    if (!device.name.empty() && !names.insert(device.name).second)
        table.fault("name", "stands twice", "give every device its own name");
    if (device.name == kVendorModeService)
        table.fault("name", "belongs to the machine's own service", "give the device another name");
    device.kind = table.choice("class", kDeviceClasses);
    if (table.has("service"))
    {
        readService(table, device);
        return device;
    }
    device.driver = table.text("driver", "the name of an installed driver, e.g. \"idcard-sam\"");
    device.connection = table.text("connection", kConnections);
    // Which ways there are, a driver's metadata says: a vendor's may know one that nobody here has heard of.
    static const std::regex form("[a-z][a-z0-9+.-]*:.+");
    if (!device.connection.empty() && !std::regex_match(device.connection, form))
        table.fault("connection", "names no way", kConnections);
    device.options = table.valuesOr("options");
    return device;
}

void readFace(ConfigTable face, const fs::path& file, MachineConfig& config)
{
    config.faceMatcher = face.text("matcher", "\"banshi-rendered-v1\" or the path of a model manifest");
    if (config.faceMatcher != "banshi-rendered-v1" && !config.faceMatcher.empty())
        config.faceMatcher = beside(file, config.faceMatcher).string();
    if (const std::string liveness = face.textOr("liveness", ""); !liveness.empty())
        config.faceLiveness = beside(file, liveness).string();
}

void readSpeech(ConfigTable& root, MachineConfig& config)
{
    constexpr const char* kVoice = "espeak-ng";
    config.speechProgram = kVoice;
    if (!root.has("speech"))
        return;
    auto speech = root.table("speech");
    config.speechProgram = speech.textOr("program", kVoice);
    if (config.speechProgram == "none")
        config.speechProgram.clear();
    config.speechArguments = speech.textsOr("arguments", {});
}

void refuseSimulators(ConfigTable& root, const MachineConfig& config)
{
    if (!config.production)
        return;
    if (config.faceMatcher == "banshi-rendered-v1")
        root.fault("face", "names the demonstration matcher", "name the manifest of an installed face model");
    for (const auto& device : config.devices)
        if (const auto found = device.options.find("photo_decoder");
            found != device.options.end() && found->second == base::ConfigValue("webp"))
            root.fault("device", "uses the photo format of simulated cards", "set photo_decoder = \"vendor\"");
}

} // namespace

base::Result<MachineConfig, std::vector<base::ConfigFault>> loadMachineConfig(const fs::path& file,
                                                                              const fs::path& shareDir)
{
    auto root = ConfigTable::read(file.string());
    if (!root)
        return tl::unexpected(root.error());
    MachineConfig config;
    config.file = fs::absolute(file);
    readMachine(root->table("machine"), file, shareDir, config);
    auto panel = root->table("panel");
    constexpr double kLeastMm = 50;
    constexpr double kMostMm = 2000;
    config.panelWidthMm = panel.number("width_mm", kLeastMm, kMostMm);
    config.panelHeightMm = panel.number("height_mm", kLeastMm, kMostMm);
    constexpr int kMostPx = 8192;
    config.windowWidthPx = static_cast<int>(panel.integerOr("window_width_px", 0, 0, kMostPx));
    config.windowHeightPx = static_cast<int>(panel.integerOr("window_height_px", 0, 0, kMostPx));
    if (config.production && config.windowWidthPx + config.windowHeightPx > 0)
        root->fault("panel", "asks for a window",
                    "remove window_width_px and window_height_px: a production machine fills its screen");
    auto platform = root->table("platform");
    config.platformUrl = platform.text("url", "the address of the central platform, https://…");
    config.signatureKey = beside(file, platform.text("signature_key", "the file with the platform's Ed25519 key"));
    for (const char* key : {"ca", "certificate", "key", "seal_key"})
        platform.ignore(key);
    readFace(root->table("face"), file, config);
    readSpeech(*root, config);
    root->ignore("gateway");
    std::set<std::string> names;
    for (auto& table : root->tables("device"))
        config.devices.push_back(readDevice(table, names));
    if (config.devices.empty())
        root->fault("device", "is missing", "describe each attached device in a [[device]] table");
    refuseSimulators(*root, config);
    auto faults = root->finish();
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return config;
}

base::Result<std::unique_ptr<base::Clock>, std::string> openClock(const MachineConfig& config)
{
    if (config.clockFile.empty())
        return std::make_unique<base::SystemClock>();
    auto clock = base::FileClock::open(config.clockFile.string());
    if (!clock)
        return tl::unexpected(clock.error().detail);
    return std::unique_ptr<base::Clock>(std::move(*clock));
}

} // namespace banshi::app::config
