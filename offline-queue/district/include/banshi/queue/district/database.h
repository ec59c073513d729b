// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/district/migrations.h"
#include "banshi/queue/district/records.h"

#include <memory>

namespace banshi::queue::district
{

/// Where the database is and how it is used.
struct DatabaseOptions
{
    std::string url;                            ///< `postgresql://…`, as libpq takes it
    int connections = 8;                        ///< at most so many at once
    std::chrono::milliseconds patience{10'000}; ///< real time that a statement, or waiting for a connection, may take
    std::chrono::milliseconds lease{60'000};    ///< how long a device belongs to an instance that says nothing more
    std::string instance;                       ///< unique name of this instance
    SchemaPlan schema{};
};

/// What is wrong with a connection string, and what would be right; empty when nothing is. A password in it is wrong:
/// everybody on the computer can read the arguments of a program. Threads: any.
[[nodiscard]] std::string faultOfUrl(const std::string& url);

/// The district's records in PostgreSQL 15, over libpq in pipeline mode. An acceptance is answered when the server's
/// synchronous commit has answered, and a commit that did not wait for its standby is no acceptance. Connections are
/// opened when they are needed and thrown away when they break. Threads: any.
class Database
{
public:
    explicit Database(DatabaseOptions options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Brings the schema up, when it is older than this program; several instances may do so at once. Errors:
    /// Unreachable, NewerSchema, Refused.
    [[nodiscard]] DistrictResult<void> prepare();

    [[nodiscard]] Intake& intake();
    [[nodiscard]] Outgoing& outgoing();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace banshi::queue::district
