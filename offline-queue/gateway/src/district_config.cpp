// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/district_config.h"

#include "banshi/queue/sync/signing_key.h"
#include "platform_table.h"
#include "tls_files.h"

#include <charconv>

namespace banshi::queue::gateway
{

namespace fs = std::filesystem;

namespace
{

/// `host:port`; port 0 takes a free one.
bool parseAddress(const std::string& text, TlsServerOptions& into)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return false;
    into.address = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, into.port);
    return read.ec == std::errc() && read.ptr == end && isAddress(into.address);
}

void readListener(base::ConfigTable& district, const fs::path& folder, DistrictConfig& config)
{
    constexpr int kMost = 256;
    constexpr int kMostMachines = 100'000;
    auto& listener = config.listener;
    const std::string wanted =
        "an address of this computer and a port, e.g. 0.0.0.0:8443 or 127.0.0.1:0 for a free one";
    if (const auto text = district.text("listen", wanted); !text.empty() && !parseAddress(text, listener))
        district.fault("listen", "is no such address", wanted);
    listener.authority =
        readFileEntry(district, folder, "machine_ca", "the file with the authority of machines' certificates (PEM)",
                      faultOfAuthorities);
    listener.certificate =
        readFileEntry(district, folder, "certificate", "the certificate that machines see (PEM)", faultOfCertificate);
    listener.key = readFileEntry(district, folder, "key", "its private key (PEM)",
                                 [&](const fs::path& file) { return faultOfKey(file, listener.certificate); });
    listener.storing = static_cast<int>(district.integerOr("connections", listener.storing, 1, kMost));
    listener.asking = static_cast<int>(district.integerOr("online_calls", listener.asking, 1, kMost));
    listener.mostMachines =
        static_cast<std::size_t>(district.integerOr("most_machines", kMostMachines / 5, 1, kMostMachines));
}

} // namespace

base::Result<DistrictConfig, std::vector<base::ConfigFault>> loadDistrictConfig(const fs::path& file)
{
    constexpr int kMostLanes = 64;
    constexpr int kUsualLanes = 4;
    constexpr int kUsualLease = 60;
    constexpr int kShortestLease = 2;
    constexpr int kLongestLease = 3600;
    auto root = base::ConfigTable::read(file.string());
    if (!root)
        return tl::unexpected(root.error());
    const fs::path folder = fs::absolute(file).parent_path();
    DistrictConfig config;
    auto district = root->table("district");
    config.name = district.text("name", "the name that our certificate has, e.g. DISTRICT-01");
    readListener(district, folder, config);
    config.receiptKey =
        readFileEntry(district, folder, "receipt_key", "the file with our secret Ed25519 key: `key-id base64`",
                      [](const fs::path& key) {
                          return sync::SigningKey::read(key) ? std::string() : std::string("holds no such key");
                      });
    const fs::path runDir = folder / district.textOr("run_dir", "run");
    config.metricsSocket = runDir / "metrics.sock";
    config.portFile = runDir / "port";
    config.lanes = static_cast<int>(district.integerOr("lanes", kUsualLanes, 1, kMostLanes));
    config.lease = std::chrono::seconds(district.integerOr("lease_s", kUsualLease, kShortestLease, kLongestLease));
    auto platform = root->table("platform");
    config.platform = readPlatform(platform, folder);
    if (config.platform.certificate.empty())
        platform.fault("certificate", "is missing",
                       "a certificate with the organisational unit district-gateway, and its key");
    auto faults = root->finish();
    if (!faults.empty())
        return tl::unexpected(std::move(faults));
    return config;
}

} // namespace banshi::queue::gateway
