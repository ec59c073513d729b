// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/gateway_config.h"

#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/sync/signature.h"
#include "tls_files.h"

namespace banshi::queue::gateway
{

namespace fs = std::filesystem;

namespace
{

/// The file that `key` names, held against `faultOf` when it is named at all.
template <class FaultOf>
fs::path readFile(base::ConfigTable& table, const fs::path& folder, const std::string& key, const std::string& wanted,
                  FaultOf faultOf)
{
    const std::string name = table.text(key, wanted);
    if (name.empty())
        return {};
    fs::path file = folder / name;
    if (const std::string fault = faultOf(file); !fault.empty())
        table.fault(key, fault, wanted);
    return file;
}

void readTls(base::ConfigTable& platform, const fs::path& folder, GatewayConfig& config)
{
    config.ca = readFile(platform, folder, "ca", "the file with the platform's certificate authority (PEM)",
                         faultOfAuthorities);
    config.certificate =
        readFile(platform, folder, "certificate", "this machine's certificate (PEM)", faultOfCertificate);
    config.key = readFile(platform, folder, "key", "this machine's private key (PEM)",
                          [&](const fs::path& file) { return faultOfKey(file, config.certificate); });
    config.sealKey = readFile(platform, folder, "seal_key", "the file with the platform's X25519 key: `key-id base64`",
                              [](const fs::path& file) {
                                  const auto key = store::PlatformKey::read(file);
                                  return key ? std::string() : std::string("holds no such key");
                              });
    config.signatureKey = readFile(
        platform, folder, "signature_key", "the platform's Ed25519 key: `key-id base64`", [](const fs::path& file) {
            return sync::SignatureKey::read(file) ? std::string() : std::string("holds no such key");
        });
}

} // namespace

base::Result<GatewayConfig, std::vector<base::ConfigFault>> loadGatewayConfig(const fs::path& file)
{
    auto root = base::ConfigTable::read(file.string());
    if (!root)
        return tl::unexpected(root.error());
    const fs::path folder = fs::absolute(file).parent_path();
    GatewayConfig config;
    auto machine = root->table("machine");
    config.production = machine.choice("mode", {"development", "production"}) == "production";
    config.deviceId = machine.text("device_id", "the machine's number as printed on its plate");
    const fs::path runDir = folder / machine.textOr("run_dir", "run");
    config.socket = runDir / "gateway.sock";
    config.metricsSocket = runDir / "metrics.sock";
    const std::string clock = machine.textOr("test_clock", "");
    if (!clock.empty() && config.production)
        machine.fault("test_clock", "is a development clock", "remove it: a production machine follows real time only");
    config.clockFile = clock.empty() ? fs::path() : runDir / clock;
    for (const char* other :
         {"site", "grid_code", "driver_dir", "catalogue", "publisher_port", "idle_s", "idle_answer_s"})
        machine.ignore(other);
    auto platform = root->table("platform");
    config.url = platform.text("url", "the platform's address, https://host:port");
    if (!config.url.empty() && !config.url.starts_with("https://"))
        platform.fault("url", "does not begin with https://", "the platform is reached over TLS only");
    readTls(platform, folder, config);
    auto gateway = root->table("gateway");
    config.dataDir = folder / gateway.text("data_dir", "the folder of the durable file");
    for (const char* other : {"panel", "face", "device"})
        root->ignore(other);
    auto faults = root->finish();
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return config;
}

} // namespace banshi::queue::gateway
