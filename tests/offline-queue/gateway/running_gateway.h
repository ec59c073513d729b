// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/scripted_city.h"
#include "running_program.h"
#include "unix_http.h"

/// What stands in a machine file besides the usual.
struct MachineSettings
{
    std::string
        signatureKey{};     ///< content of the platform's key file; empty: the key that lies beside the certificates
    std::string machine{};  ///< more lines of [machine]
    std::string platform{}; ///< more lines of [platform]
};

/// The real banshi-gateway with a machine file of its own, started and stopped as a test likes. Threads: the test's.
class RunningGateway : public RunningProgram
{
public:
    using Settings = MachineSettings;

    /// `url` of the platform; certificates in `tls` (made by makeTestTls).
    RunningGateway(const std::filesystem::path& tls, const std::string& url, const Settings& settings = {});

    /// Lets it seal for the key pair in `tls`, for a platform that opens what it gets. Before start().
    void sealFor(const std::filesystem::path& tls) const;
    /// Takes certificate and key out of its machine file: it is to keep them itself. Before start().
    void keepOwnIdentity() const;
    [[nodiscard]] std::filesystem::path machineFile() const { return folder() / "machine.toml"; }
    [[nodiscard]] std::filesystem::path dataDir() const { return folder() / "data"; }
    [[nodiscard]] std::filesystem::path socket() const { return folder() / "run" / "gateway.sock"; }
    [[nodiscard]] const banshi::testing::queue::PlatformKeys& keys() const { return m_keys; }

private:
    banshi::testing::queue::PlatformKeys m_keys;
};
