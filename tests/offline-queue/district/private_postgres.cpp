// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_postgres.h"

#include <QFile>
#include <QProcess>
#include <fstream>
#include <functional>
#include <libpq-fe.h>
#include <pwd.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace
{

const QString kPrograms = QStringLiteral("/usr/lib/postgresql/15/bin/");
constexpr int kPatienceMs = 60'000;

/// Runs one of the server's programs, as `postgres` when we are root, whom it refuses.
bool runProgram(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setWorkingDirectory(QStringLiteral("/"));
    if (::geteuid() == 0)
        process.start(QStringLiteral("runuser"), QStringList{QStringLiteral("-u"), QStringLiteral("postgres"),
                                                             QStringLiteral("--"), kPrograms + program} +
                                                     arguments);
    else
        process.start(kPrograms + program, arguments);
    return process.waitForFinished(kPatienceMs) && process.exitCode() == 0;
}

} // namespace

bool PrivatePostgres::isInstalled()
{
    return QFile::exists(kPrograms + QStringLiteral("postgres"));
}

PrivatePostgres::PrivatePostgres() : m_data(m_folder.filePath(QStringLiteral("db")))
{
    constexpr mode_t kReachable = 0755;
    ::mkdir(m_data.toLocal8Bit().constData(), S_IRWXU);
    ::chmod(m_folder.path().toLocal8Bit().constData(), kReachable);
    if (const passwd* user = ::getpwnam("postgres"); ::geteuid() == 0 && user != nullptr)
        if (::chown(m_data.toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)
            return;
    const QStringList make{QStringLiteral("-D"),
                           m_data,
                           QStringLiteral("-A"),
                           QStringLiteral("trust"),
                           QStringLiteral("-U"),
                           QStringLiteral("test"),
                           QStringLiteral("--no-instructions"),
                           QStringLiteral("--no-sync")};
    m_isRunning = runProgram(QStringLiteral("initdb"), make) && start();
}

PrivatePostgres::~PrivatePostgres()
{
    (void)control({QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("stop")});
}

bool PrivatePostgres::control(const QStringList& arguments) const
{
    return runProgram(QStringLiteral("pg_ctl"), QStringList{QStringLiteral("-D"), m_data, QStringLiteral("-w"),
                                                            QStringLiteral("-l"), m_data + QStringLiteral("/log")} +
                                                    arguments);
}

bool PrivatePostgres::start()
{
    return control({QStringLiteral("-o"),
                    QStringLiteral("-c listen_addresses= -c max_connections=100 -c unix_socket_directories=") + m_data,
                    QStringLiteral("start")});
}

double PrivatePostgres::processorSeconds() const
{
    std::string postmaster;
    std::ifstream((m_data + QStringLiteral("/postmaster.pid")).toStdString()) >> postmaster;
    std::ifstream children("/proc/" + postmaster + "/task/" + postmaster + "/children");
    double ticks = 0;
    for (std::string process = postmaster; !process.empty(); process = {}, children >> process)
    {
        std::ifstream file("/proc/" + process + "/stat");
        std::string line;
        std::getline(file, line);
        std::istringstream fields(line.substr(std::min(line.rfind(')') + 1, line.size())));
        constexpr int kBefore = 11; // fields between the name and utime, proc(5)
        std::string skipped;
        for (int i = 0; i < kBefore; ++i)
            fields >> skipped;
        double own = 0;
        double system = 0;
        fields >> own >> system;
        ticks += own + system;
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

bool PrivatePostgres::restart()
{
    return control({QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("stop")}) && start();
}

std::string PrivatePostgres::freshDatabase()
{
    const auto urlOf = [this](const std::string& name) {
        return "postgresql://test@/" + name + "?host=" + m_data.toStdString();
    };
    const std::string name = "test" + std::to_string(++m_databases);
    (void)ask(urlOf("postgres"), "CREATE DATABASE " + name);
    return urlOf(name);
}

void PrivatePostgres::clear(const std::string& url)
{
    (void)ask(url, "DELETE FROM district.item; DELETE FROM district.line; DELETE FROM district.epoch; "
                   "DELETE FROM district.moved; DELETE FROM district.picture; DELETE FROM district.answer");
}

std::vector<std::string> PrivatePostgres::ask(const std::string& url, const std::string& sql)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url.c_str()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
    std::vector<std::string> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row)
    {
        std::string line;
        for (int column = 0; column < PQnfields(result.get()); ++column)
            line += (column == 0 ? "" : "|") + std::string(PQgetvalue(result.get(), row, column));
        rows.push_back(line);
    }
    return rows;
}

banshi::queue::district::DatabaseOptions PrivatePostgres::options(const std::string& url, const std::string& instance)
{
    constexpr int kConnections = 4;
    banshi::queue::district::DatabaseOptions made;
    made.url = url;
    made.connections = kConnections;
    made.instance = instance;
    return made;
}

banshi::queue::district::IncomingBatch batchOf(const std::string& device, std::int64_t first, int count)
{
    banshi::queue::district::IncomingBatch batch{device, "0123456789abcdef", {}};
    for (std::int64_t seq = first; seq < first + count; ++seq)
    {
        char key[40];
        std::snprintf(key, sizeof key, "01900000-0000-7000-8000-%012llx",
                      static_cast<unsigned long long>((std::hash<std::string>()(device) % 0xFFFFFF) << 24U) +
                          static_cast<unsigned long long>(seq));
        banshi::queue::district::IncomingItem item;
        item.seq = seq;
        item.key = key;
        item.operation = "reports";
        item.suite = 1;
        item.keyId = "key-1";
        item.sealed = {0, 1, 255, static_cast<std::uint8_t>(seq)};
        item.bodyHmac = std::string(62, 'a') + (seq % 2 == 0 ? "00" : "01");
        item.madeAt = "2026-01-01T00:00:00.000Z";
        batch.items.push_back(std::move(item));
    }
    return batch;
}
