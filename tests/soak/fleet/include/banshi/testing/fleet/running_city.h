// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace banshi::testing::fleet
{

/// A real banshi-city process on a free port. Threads: the test's.
class RunningCity
{
public:
    explicit RunningCity(std::filesystem::path tls);
    ~RunningCity();
    RunningCity(const RunningCity&) = delete;
    RunningCity& operator=(const RunningCity&) = delete;

    [[nodiscard]] bool start();
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    /// Ends it and returns all that it held; null when it does not say.
    [[nodiscard]] nlohmann::json end();

private:
    std::filesystem::path m_tls;
    QTemporaryDir m_folder;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace banshi::testing::fleet
