// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/gateway_config.h"

#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/store/tpm.h"
#include "platform_table.h"

namespace banshi::queue::gateway
{

namespace fs = std::filesystem;

namespace
{

void readKeys(base::ConfigTable& platform, const fs::path& folder, GatewayConfig& config)
{
    config.sealKey =
        readFileEntry(platform, folder, "seal_key", "the file with the platform's X25519 key: `key-id base64`",
                      [](const fs::path& file) {
                          const auto key = store::PlatformKey::read(file);
                          return key ? std::string() : std::string("holds no such key");
                      });
    config.receiptKey =
        platform.has("receipt_key")
            ? readFileEntry(platform, folder, "receipt_key", "the Ed25519 key of the district gateway: `key-id base64`",
                            faultOfSignatureKey)
            : config.platform.signatureKey;
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
    const bool isNamed = platform.has("certificate") || platform.has("key");
    config.platform = readPlatform(platform, folder);
    readKeys(platform, folder, config);
    auto gateway = root->table("gateway");
    config.dataDir = folder / gateway.text("data_dir", "the folder of the durable file");
    config.tpm = gateway.textOr("tpm", store::tpmOfThisMachine());
    if (config.tpm == "none")
        config.tpm.clear();
    if (!isNamed)
    {
        config.identityDir = config.dataDir / "identity";
        config.platform.certificate = config.platform.key = config.identityDir / "machine.pem";
    }
    for (const char* other : {"panel", "face", "speech", "device"})
        root->ignore(other);
    auto faults = root->finish();
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return config;
}

} // namespace banshi::queue::gateway
