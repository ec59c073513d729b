// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/database.h"

#include <QTemporaryDir>

/// A PostgreSQL 15 of the test's own, on a Unix socket, started and stopped with the object. Threads: the test's.
class PrivatePostgres
{
public:
    PrivatePostgres();
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    /// Whether the package is there.
    [[nodiscard]] static bool isInstalled();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Processor time that it and its living connections have used.
    [[nodiscard]] double processorSeconds() const;
    /// Stops as a crash does and starts again.
    bool restart();
    /// The postgresql:// of an empty database that is made for the call.
    [[nodiscard]] std::string freshDatabase();
    /// Takes all records out of a database.
    static void clear(const std::string& url);
    /// Rows of a query, columns joined by `|`; empty when it fails.
    [[nodiscard]] static std::vector<std::string> ask(const std::string& url, const std::string& sql);
    /// Options for one instance.
    [[nodiscard]] static banshi::queue::district::DatabaseOptions options(const std::string& url,
                                                                          const std::string& instance);

private:
    [[nodiscard]] bool control(const QStringList& arguments) const;
    bool start();

    QTemporaryDir m_folder;
    QString m_data;
    bool m_isRunning = false;
    int m_databases = 0;
};

/// `count` items of a device, numbered from `first`; contents follow from the numbers.
[[nodiscard]] banshi::queue::district::IncomingBatch batchOf(const std::string& device, std::int64_t first, int count);
