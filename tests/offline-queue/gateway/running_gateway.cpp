// SPDX-License-Identifier: GPL-3.0-or-later
#include "running_gateway.h"

#include <fstream>

RunningGateway::RunningGateway(const std::filesystem::path& tls, const std::string& url, const Settings& settings)
{
    if (!settings.machine.empty()) // the development clock's file stands in the run folder
        std::filesystem::create_directories(folder() / "run");
    std::ofstream(folder() / "seal.pub") << m_keys.line() << "\n";
    auto signatureKey = tls / "city-sign.pub";
    if (!settings.signatureKey.empty())
        std::ofstream(signatureKey = folder() / "sign.pub") << settings.signatureKey << "\n";
    std::ofstream(machineFile()) << "[machine]\nmode = \"development\"\ndevice_id = \"TEST-01\"\nrun_dir = \"run\"\n"
                                 << settings.machine << "[platform]\nurl = \"" << url << "\"\nca = \""
                                 << (tls / "ca.pem").string() << "\"\ncertificate = \"" << (tls / "kiosk.pem").string()
                                 << "\"\nkey = \"" << (tls / "kiosk.key").string()
                                 << "\"\nseal_key = \"seal.pub\"\nsignature_key = \"" << signatureKey.string() << "\"\n"
                                 << settings.platform << "[gateway]\ndata_dir = \"data\"\n";
    setArguments({QStringLiteral("--config"), QString::fromStdString(machineFile().string())});
}

void RunningGateway::keepOwnIdentity() const
{
    std::ifstream file(machineFile());
    std::string kept;
    for (std::string line; std::getline(file, line);)
        if (!line.starts_with("certificate = ") && !line.starts_with("key = "))
            kept += line + "\n";
    std::ofstream(machineFile(), std::ios::trunc) << kept;
}

void RunningGateway::sealFor(const std::filesystem::path& tls) const
{
    std::filesystem::copy_file(tls / "city-seal.pub", folder() / "seal.pub",
                               std::filesystem::copy_options::overwrite_existing);
}
