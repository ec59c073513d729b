// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace banshi::queue::store
{

class GatheringVfs;

/// Thrown inside the writer thread and turned into a StoreResult at its border; never leaves this folder.
struct SqlFault
{
    StoreError error;
};

/// A prepared statement in use; reset when it goes out of scope. Threads: the connection's.
class Statement
{
public:
    explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the values to ?1, ?2, … Throws SqlFault.
    template <class... Values>
    Statement& with(const Values&... values)
    {
        int at = 0;
        (bind(++at, values), ...);
        return *this;
    }
    /// Binds one value to ?at. Throws SqlFault.
    template <class Value>
    void set(int at, const Value& value)
    {
        bind(at, value);
    }
    /// Binds column `column` of another statement's row, whatever its type, to ?at. Throws SqlFault.
    void copy(int at, const Statement& row, int column);
    /// True when there is a row. Throws SqlFault.
    bool step();
    /// Runs a statement that gives no rows. Throws SqlFault.
    void run()
    {
        while (step())
        {
        }
    }

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::span<const std::uint8_t> blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, bool value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, std::string_view value);
    void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
    void bind(int at, const char* value) { bind(at, std::string_view(value)); }
    void bind(int at, std::span<const std::uint8_t> value);
    void bind(int at, const Bytes& value) { bind(at, std::span<const std::uint8_t>(value)); }
    void bind(int at, const std::optional<std::int64_t>& value);

    sqlite3_stmt* m_statement;
};

/// What a file is opened for.
enum class Purpose
{
    Serve,
    Salvage, ///< reading what can be read of a damaged file
};

/// The one connection. Threads: one.
class Connection
{
public:
    /// Opens or creates a file; `vfs` empty for the system's. Throws SqlFault.
    Connection(const std::filesystem::path& file, const std::string& vfs, Purpose purpose);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// A statement, prepared once. Throws SqlFault.
    [[nodiscard]] Statement prepare(std::string_view sql);
    /// Runs several statements without values. Throws SqlFault.
    void exec(const std::string& sql);
    /// The first column of the first row; 0 when there is none. Throws SqlFault.
    [[nodiscard]] std::int64_t number(std::string_view sql);

    /// False after SQLite has rolled the transaction back by itself.
    [[nodiscard]] bool isInTransaction() const;
    [[nodiscard]] std::int64_t lastId() const;
    [[nodiscard]] int changes() const;
    /// Moves what the WAL holds into the file; a full disk or a busy file is no fault here.
    void checkpoint(bool truncate);

private:
    std::unique_ptr<GatheringVfs> m_vfs; // outlives the handle
    sqlite3* m_handle = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> m_statements;
};

/// Runs `work` in a transaction of its own. Throws SqlFault.
template <class Work>
void inTransaction(Connection& database, Work work)
{
    database.exec("BEGIN IMMEDIATE");
    try
    {
        work();
        database.exec("COMMIT");
    }
    catch (const SqlFault&)
    {
        if (database.isInTransaction())
            database.exec("ROLLBACK");
        throw;
    }
}

} // namespace banshi::queue::store
