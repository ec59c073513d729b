// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/scripted_city.h"
#include "unix_http.h"

#include <QProcess>
#include <QTemporaryDir>

/// The real banshi-gateway with a machine file of its own, started and stopped as a test likes. Threads: the test's.
class RunningGateway
{
public:
    /// What stands in its machine file besides the usual.
    struct Settings
    {
        std::string
            signatureKey;    ///< content of the platform's key file; empty: the key that lies beside the certificates
        std::string machine; ///< more lines of [machine]
    };

    /// `url` of the platform; certificates in `tls` (made by makeTestTls).
    RunningGateway(const std::filesystem::path& tls, const std::string& url, const Settings& settings = {});
    ~RunningGateway();
    RunningGateway(const RunningGateway&) = delete;
    RunningGateway& operator=(const RunningGateway&) = delete;

    /// Starts and waits until the service manager would be told READY=1. False when it does not come.
    [[nodiscard]] bool start();
    /// SIGTERM; returns the exit code, -1 when it does not end.
    int terminate();
    void kill();
    /// Runs it with other arguments to its end: exit code and standard error.
    [[nodiscard]] std::pair<int, std::string> run(const QStringList& arguments) const;

    [[nodiscard]] std::filesystem::path machineFile() const { return m_folder / "machine.toml"; }
    [[nodiscard]] std::filesystem::path dataDir() const { return m_folder / "data"; }
    [[nodiscard]] std::filesystem::path socket() const { return m_folder / "run" / "gateway.sock"; }
    [[nodiscard]] const banshi::testing::queue::PlatformKeys& keys() const { return m_keys; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] std::string errors() const { return m_errors.toStdString(); }
    /// Whether the bytes stand anywhere in the program's readable memory.
    [[nodiscard]] bool remembers(const std::string& bytes) const;

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
    banshi::testing::queue::PlatformKeys m_keys;
    QProcess m_process;
    QByteArray m_errors;
};
