// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite.h"

#include "files.h"
#include "gathering_vfs.h"

#include <cerrno>
#include <sqlite3.h>

namespace banshi::queue::store
{

namespace
{

/// What the system said last of the log or the file; 0 when nothing. sqlite3_system_errno() tells the errno of later
/// calls when a transaction is rolled back meanwhile.
int errnoOfFiles(sqlite3* handle)
{
    for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER})
    {
        sqlite3_file* file = nullptr;
        int error = 0;
        if (sqlite3_file_control(handle, "main", which, &file) == SQLITE_OK && file != nullptr &&
            file->pMethods != nullptr &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK && error != 0)
            return error;
    }
    return 0;
}

int systemErrorOf(int result, sqlite3* handle)
{
    if (handle == nullptr)
        return 0;
    const int ofFiles = (result & 0xff) == SQLITE_IOERR ? errnoOfFiles(handle) : 0;
    return ofFiles != 0 ? ofFiles : sqlite3_system_errno(handle);
}

StoreError errorOf(int result, sqlite3* handle)
{
    const int systemError = systemErrorOf(result, handle);
    const std::string detail = "SQLite " + std::to_string(result) + ": " +
                               (handle == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(handle));
    switch (result & 0xff)
    {
    case SQLITE_FULL:
        return {StoreCode::Full, detail, base::Retry::NeedsAttendant};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {StoreCode::InUse, detail, base::Retry::Later};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {StoreCode::ReadOnly, detail, base::Retry::NeedsAttendant};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // our statements are fixed: when one does not fit, the tables are not ours any more
    case SQLITE_FORMAT:
        return {StoreCode::Damaged, detail, base::Retry::Later};
    case SQLITE_CANTOPEN:
        return systemError == 0 ? StoreError{StoreCode::CannotOpen, detail, base::Retry::NeedsAttendant}
                                : errnoError(systemError, detail);
    case SQLITE_IOERR:
        if (systemError == ENOSPC || systemError == EROFS)
            return errnoError(systemError, detail);
        return {StoreCode::Io, detail, base::Retry::Later};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
        return {StoreCode::Invalid, detail, base::Retry::Never};
    default:
        return {StoreCode::CannotOpen, detail, base::Retry::NeedsAttendant};
    }
}

void check(int result, sqlite3* handle)
{
    if (result != SQLITE_OK)
        throw SqlFault{errorOf(result, handle)};
}

} // namespace

Statement::~Statement()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool Statement::step()
{
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        throw SqlFault{errorOf(result, sqlite3_db_handle(m_statement))};
    return false;
}

void Statement::copy(int at, const Statement& row, int column)
{
    check(sqlite3_bind_value(m_statement, at, sqlite3_column_value(row.m_statement, column)),
          sqlite3_db_handle(m_statement));
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

std::span<const std::uint8_t> Statement::blob(int column) const
{
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    return {bytes, bytes == nullptr ? 0U : static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void Statement::bind(int at, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement, at, value), sqlite3_db_handle(m_statement));
}

void Statement::bind(int at, std::string_view value)
{
    check(sqlite3_bind_text(m_statement, at, value.data() == nullptr ? "" : value.data(),
                            static_cast<int>(value.size()), SQLITE_TRANSIENT),
          sqlite3_db_handle(m_statement));
}

void Statement::bind(int at, std::span<const std::uint8_t> value)
{
    static constexpr std::uint8_t kNothing = 0;
    check(sqlite3_bind_blob(m_statement, at, value.empty() ? &kNothing : value.data(), static_cast<int>(value.size()),
                            SQLITE_TRANSIENT),
          sqlite3_db_handle(m_statement));
}

void Statement::bind(int at, const std::optional<std::int64_t>& value)
{
    if (value)
        bind(at, *value);
    else
        check(sqlite3_bind_null(m_statement, at), sqlite3_db_handle(m_statement));
}

Connection::Connection(const std::filesystem::path& file, const std::string& vfs, Purpose purpose)
    : m_vfs(std::make_unique<GatheringVfs>(vfs))
{
    const int result =
        sqlite3_open_v2(file.c_str(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        m_vfs->name().c_str());
    if (result != SQLITE_OK)
    {
        const StoreError error = errorOf(result, m_handle);
        sqlite3_close(m_handle);
        throw SqlFault{error};
    }
    // SQLite falls back to reading by itself; its first lock would then fail with an error that says nothing.
    if (purpose == Purpose::Serve && sqlite3_db_readonly(m_handle, "main") == 1)
    {
        sqlite3_close(m_handle);
        throw SqlFault{{StoreCode::ReadOnly, "the file cannot be opened for writing", base::Retry::NeedsAttendant}};
    }
    sqlite3_extended_result_codes(m_handle, 1);
    // A connection that is dropped because of damage must not write; a clean stop checkpoints by itself.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, purpose == Purpose::Serve ? 1 : 0, nullptr);
    if (purpose == Purpose::Salvage)
    {
        // With these a damaged schema counts as loaded as far as it goes (prepare.c, sqlite3InitOne): the first
        // statement fails, the next ones see the tables that could be read.
        sqlite3_exec(m_handle, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA writable_schema=ON", nullptr, nullptr, nullptr);
        sqlite3_exec(m_handle, "SELECT 1 FROM sqlite_schema", nullptr, nullptr, nullptr);
    }
}

Connection::~Connection()
{
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

Statement Connection::prepare(std::string_view sql)
{
    const auto known = m_statements.find(sql);
    if (known != m_statements.end())
        return Statement(known->second);
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                             nullptr),
          m_handle);
    m_statements.emplace(std::string(sql), statement);
    return Statement(statement);
}

void Connection::exec(const std::string& sql)
{
    check(sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr), m_handle);
}

std::int64_t Connection::number(std::string_view sql)
{
    auto statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

bool Connection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

std::int64_t Connection::lastId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

int Connection::changes() const
{
    return sqlite3_changes(m_handle);
}

void Connection::checkpoint(bool truncate)
{
    const int result = sqlite3_wal_checkpoint_v2(
        m_handle, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    const int kind = result & 0xff;
    if (kind != SQLITE_OK && kind != SQLITE_BUSY && kind != SQLITE_LOCKED && kind != SQLITE_FULL)
        throw SqlFault{errorOf(result, m_handle)};
}

} // namespace banshi::queue::store
