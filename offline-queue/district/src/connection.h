// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/error.h"
#include "banshi/queue/store/records.h"
#include "statements.h"
#include "values.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

struct pg_conn;
struct pg_result;

namespace banshi::queue::district
{

/// What one statement gave back. Threads: one.
class Rows
{
public:
    explicit Rows(pg_result* result);
    [[nodiscard]] int size() const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] std::string text(int row, int column) const;
    [[nodiscard]] std::int64_t number(int row, int column) const;
    [[nodiscard]] bool flag(int row, int column) const { return text(row, column) == "t"; }
    [[nodiscard]] store::Bytes bytes(int row, int column) const;

private:
    std::shared_ptr<pg_result> m_result;
};

/// One statement on its way.
struct Step
{
    Sql sql;
    Values values{};
    int partition = 0; ///< of statements that reach one partition
};

/// One connection to PostgreSQL in pipeline mode: all steps go out together, so a transaction costs one round trip or
/// two. After an error it is not to be used again. Threads: one.
class Connection
{
public:
    /// Errors: Unreachable; NotDurable when the server would forget what it has acknowledged.
    [[nodiscard]] static DistrictResult<std::unique_ptr<Connection>> open(const std::string& url,
                                                                          std::chrono::milliseconds patience);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The results of all steps, in their order. Errors: Unreachable, Refused, and NotDurable when the server warns, as
    /// it does when a commit did not wait for its standby.
    [[nodiscard]] DistrictResult<std::vector<Rows>> run(const std::vector<Step>& steps);
    /// Several statements without parameters, as one transaction: a migration. Errors: the same.
    [[nodiscard]] DistrictResult<void> runScript(const std::string& script);
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    struct Close
    {
        void operator()(pg_conn* connection) const;
    };
    Connection(pg_conn* connection, std::chrono::milliseconds patience);
    static void onNotice(void* self, const pg_result* notice);

    bool send(const Step& step, std::size_t& extra);
    [[nodiscard]] bool waitForAnswer(std::chrono::steady_clock::time_point until);
    /// The next result, or null between results and when nothing came in time (then it is broken).
    pg_result* next(std::chrono::steady_clock::time_point until);
    DistrictResult<std::vector<Rows>> collect(std::size_t expected, std::size_t extra);
    [[nodiscard]] DistrictResult<void> checkSettings();
    tl::unexpected<DistrictError> broken(DistrictCode code, std::string detail);

    std::unique_ptr<pg_conn, Close> m_connection;
    std::chrono::milliseconds m_patience;
    std::set<std::string> m_prepared;
    std::string m_warning; // SQLSTATE of the last warning
    bool m_isBroken = false;
};

} // namespace banshi::queue::district
