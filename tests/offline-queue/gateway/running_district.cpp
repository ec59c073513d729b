// SPDX-License-Identifier: GPL-3.0-or-later
#include "running_district.h"

#include <fstream>

RunningDistrict::RunningDistrict(const std::filesystem::path& tls, const std::string& url, const std::string& database,
                                 const std::string& more)
{
    std::ofstream(file()) << districtFile(tls, "127.0.0.1:0", url, more);
    setArguments({QStringLiteral("--config"), QString::fromStdString(file().string()), QStringLiteral("--store"),
                  QString::fromStdString(database)});
}

std::uint16_t RunningDistrict::port() const
{
    std::uint16_t port = 0;
    std::ifstream(folder() / "run" / "port") >> port;
    return port;
}

std::string districtFile(const std::filesystem::path& tls, const std::string& listen, const std::string& url,
                         const std::string& more)
{
    const auto entry = [&](const char* key, const char* file) {
        return std::string(key) + " = \"" + (tls / file).string() + "\"\n";
    };
    const std::string own = entry("certificate", "district.pem") + entry("key", "district.key");
    return "[district]\nname = \"DISTRICT-01\"\nlisten = \"" + listen + "\"\n" + own + entry("machine_ca", "ca.pem") +
           entry("receipt_key", "district-sign.key") + more + "[platform]\nurl = \"" + url + "\"\n" + own +
           entry("ca", "ca.pem") + entry("signature_key", "city-sign.pub");
}
