// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that sees libpq.
#include "connection.h"

#include "banshi/queue/district/database.h"

#include <array>
#include <charconv>
#include <cstring>
#include <libpq-fe.h>
#include <poll.h>

namespace banshi::queue::district
{

namespace
{

constexpr int kBinary = 1;

std::string nameOf(const Step& step)
{
    const Statement& wanted = statement(step.sql);
    return wanted.reach == Reach::OnePartition ? std::string(wanted.name) + std::to_string(step.partition)
                                               : wanted.name;
}

} // namespace

Rows::Rows(pg_result* result) : m_result(result, &PQclear) {}

int Rows::size() const
{
    return PQntuples(m_result.get());
}

std::string Rows::text(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column),
            static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const
{
    const std::string digits = text(row, column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

store::Bytes Rows::bytes(int row, int column) const
{
    std::size_t size = 0;
    const std::unique_ptr<unsigned char, decltype(&PQfreemem)> plain(
        PQunescapeBytea(reinterpret_cast<const unsigned char*>(PQgetvalue(m_result.get(), row, column)), &size),
        &PQfreemem);
    return plain ? store::Bytes(plain.get(), plain.get() + size) : store::Bytes();
}

void Connection::Close::operator()(pg_conn* connection) const
{
    PQfinish(connection);
}

std::string faultOfUrl(const std::string& url)
{
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://"))
        return "begins with no postgresql://";
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &problem),
                                                                               &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> text(problem, &PQfreemem);
    if (!options)
        return text ? text.get() : "cannot be read";
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (std::strcmp(option->keyword, "password") == 0 && option->val != nullptr)
            return "holds a password, which every program can see; name a file with ?passfile=/path/to/file instead";
    return {};
}

Connection::Connection(pg_conn* connection, std::chrono::milliseconds patience)
    : m_connection(connection), m_patience(patience)
{
    PQsetNoticeReceiver(connection, &Connection::onNotice, this);
}

Connection::~Connection() = default;

void Connection::onNotice(void* self, const pg_result* notice)
{
    const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    const char* state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    if (severity != nullptr && std::strcmp(severity, "WARNING") == 0)
        static_cast<Connection*>(self)->m_warning = state == nullptr ? "?" : state;
}

DistrictResult<std::unique_ptr<Connection>> Connection::open(const std::string& url, std::chrono::milliseconds patience)
{
    // expand_dbname lets the first value be the whole URL; what stands in it wins over what comes before it.
    const std::array<const char*, 6> names{"connect_timeout",  "keepalives_idle", "tcp_user_timeout",
                                           "application_name", "dbname",          nullptr};
    const std::array<const char*, 6> values{"4", "10", "10000", "banshi-gateway", url.c_str(), nullptr};
    PGconn* raw = PQconnectdbParams(names.data(), values.data(), 1);
    std::unique_ptr<Connection> made(new Connection(raw, patience));
    if (PQstatus(raw) != CONNECTION_OK || PQsetnonblocking(raw, 1) != 0 || PQenterPipelineMode(raw) != 1)
        return base::fail(DistrictCode::Unreachable, PQerrorMessage(raw), base::Retry::Later);
    if (const auto checked = made->checkSettings(); !checked)
        return tl::unexpected(checked.error());
    return made;
}

DistrictResult<void> Connection::checkSettings()
{
    const auto settings = run({{Sql::ReadSettings}});
    if (!settings)
        return tl::unexpected(settings.error());
    const Rows& row = settings->front();
    if (row.text(0, 0) != "on" || row.text(0, 1) != "on")
        return broken(DistrictCode::NotDurable, "fsync and full_page_writes have to be on");
    if (row.flag(0, 3))
        return broken(DistrictCode::Unreachable, "a standby answers");
    if (row.text(0, 2) != "off" && row.text(0, 2) != "local")
        return {};
    const auto set = run({{Sql::SyncCommits}});
    return set ? DistrictResult<void>() : tl::unexpected(set.error());
}

tl::unexpected<DistrictError> Connection::broken(DistrictCode code, std::string detail)
{
    m_isBroken = true;
    return base::fail(code, std::move(detail), base::Retry::Later);
}

bool Connection::send(const Step& step, std::size_t& extra)
{
    const Statement& wanted = statement(step.sql);
    const std::string name = nameOf(step);
    if (!m_prepared.contains(name))
    {
        const std::string text =
            wanted.reach == Reach::OnePartition ? forPartition(wanted, step.partition) : std::string(wanted.text);
        if (PQsendPrepare(m_connection.get(), name.c_str(), text.c_str(), 0, nullptr) != 1)
            return false;
        m_prepared.insert(name);
        ++extra;
    }
    const auto& all = step.values.all();
    std::vector<const char*> bytes;
    std::vector<int> lengths;
    for (const auto& value : all)
    {
        bytes.push_back(value.data());
        lengths.push_back(static_cast<int>(value.size()));
    }
    const std::vector<int> formats(all.size(), kBinary);
    return PQsendQueryPrepared(m_connection.get(), name.c_str(), static_cast<int>(all.size()), bytes.data(),
                               lengths.data(), formats.data(), 0) == 1;
}

/// Sends what is still to be sent and reads until a result is whole; false when the time is up or the line is dead.
bool Connection::waitForAnswer(std::chrono::steady_clock::time_point until)
{
    for (;;)
    {
        const int unsent = PQflush(m_connection.get());
        if (unsent < 0)
            return false;
        if (unsent == 0 && PQisBusy(m_connection.get()) == 0)
            return true;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd wanted{PQsocket(m_connection.get()), static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
        if (left.count() <= 0 || ::poll(&wanted, 1, static_cast<int>(left.count())) <= 0)
            return false;
        if ((wanted.revents & ~POLLOUT) != 0 && PQconsumeInput(m_connection.get()) != 1)
            return false;
    }
}

pg_result* Connection::next(std::chrono::steady_clock::time_point until)
{
    if (!waitForAnswer(until))
    {
        m_isBroken = true;
        return nullptr;
    }
    return PQgetResult(m_connection.get());
}

DistrictResult<std::vector<Rows>> Connection::run(const std::vector<Step>& steps)
{
    m_warning.clear();
    std::size_t extra = 0;
    for (const auto& step : steps)
        if (!send(step, extra))
            return broken(DistrictCode::Unreachable, PQerrorMessage(m_connection.get()));
    if (PQpipelineSync(m_connection.get()) != 1)
        return broken(DistrictCode::Unreachable, PQerrorMessage(m_connection.get()));
    auto all = collect(steps.size() + extra, extra);
    if (all && !m_warning.empty())
        return broken(DistrictCode::NotDurable, "warned with " + m_warning);
    return all;
}

/// Reads to the end of the pipeline. Preparations answer without a table and are left out.
DistrictResult<std::vector<Rows>> Connection::collect(std::size_t expected, std::size_t extra)
{
    const auto until = std::chrono::steady_clock::now() + m_patience;
    std::vector<Rows> all;
    std::size_t prepared = 0;
    for (std::size_t seen = 0; !m_isBroken;)
    {
        PGresult* result = next(until);
        if (result == nullptr)
        {
            m_isBroken = m_isBroken || std::chrono::steady_clock::now() > until;
            continue; // between the results of two statements
        }
        const Rows rows(result);
        const auto status = PQresultStatus(result);
        if (status == PGRES_PIPELINE_SYNC)
            return seen == expected && prepared == extra ? DistrictResult<std::vector<Rows>>(std::move(all))
                                                         : broken(DistrictCode::Unreachable, "answers are missing");
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        {
            const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            const bool isLost = state == nullptr || std::strncmp(state, "57", 2) == 0 ||
                                std::strncmp(state, "08", 2) == 0 || PQstatus(m_connection.get()) != CONNECTION_OK;
            return broken(isLost ? DistrictCode::Unreachable : DistrictCode::Refused,
                          std::string(state == nullptr ? "" : state) + " " + PQresultErrorMessage(result));
        }
        ++seen;
        const bool isPreparation = status == PGRES_COMMAND_OK && std::strlen(PQcmdStatus(result)) == 0;
        prepared += isPreparation ? 1 : 0;
        if (!isPreparation)
            all.push_back(rows);
    }
    return broken(DistrictCode::Unreachable, PQerrorMessage(m_connection.get()));
}

DistrictResult<void> Connection::runScript(const std::string& script)
{
    if (PQexitPipelineMode(m_connection.get()) != 1 || PQsendQuery(m_connection.get(), script.c_str()) != 1)
        return broken(DistrictCode::Unreachable, PQerrorMessage(m_connection.get()));
    const auto until = std::chrono::steady_clock::now() + m_patience;
    std::string fault;
    while (PGresult* result = next(until))
    {
        const Rows rows(result);
        if (PQresultStatus(result) == PGRES_FATAL_ERROR)
            fault = PQresultErrorMessage(result);
    }
    if (m_isBroken || !fault.empty())
        return broken(m_isBroken ? DistrictCode::Unreachable : DistrictCode::Refused, fault);
    if (PQenterPipelineMode(m_connection.get()) != 1)
        return broken(DistrictCode::Unreachable, "no pipeline");
    return {};
}

} // namespace banshi::queue::district
