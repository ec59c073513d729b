// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "running_program.h"

#include <cstdint>

/// The real banshi-gateway as one of a district's instances, on a free port of 127.0.0.1. Threads: the test's.
class RunningDistrict : public RunningProgram
{
public:
    /// Certificates in `tls` (made by makeTestTls); `url` of the platform; `database` a postgresql://; `more` lines of
    /// [district].
    RunningDistrict(const std::filesystem::path& tls, const std::string& url, const std::string& database,
                    const std::string& more = {});

    [[nodiscard]] std::filesystem::path file() const { return folder() / "district.toml"; }
    [[nodiscard]] std::filesystem::path metricsSocket() const { return folder() / "run" / "metrics.sock"; }
    /// Of the running program; 0 without one.
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port()); }
};

/// The content of an instance's file. `listen` as `address:port`.
[[nodiscard]] std::string districtFile(const std::filesystem::path& tls, const std::string& listen,
                                       const std::string& url, const std::string& more = {});
