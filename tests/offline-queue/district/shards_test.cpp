// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "private_postgres.h"
#include "statements.h"

#include <QTest>
#include <fstream>
#include <regex>
#include <set>

using namespace banshi::queue::district;

namespace
{

/// An argument list for EXECUTE: device D-1, and for each other parameter a value of the type that the text names.
std::string argumentsFor(const std::string& text)
{
    const std::string uuid = "00000000-0000-7000-8000-000000000001";
    std::map<int, std::string> values;
    const std::regex parameter(R"(\$(\d+)(::[a-z]+(\[\])?)?)");
    for (std::sregex_iterator at(text.begin(), text.end(), parameter), end; at != end; ++at)
    {
        const std::string type = (*at)[2];
        const int number = std::stoi((*at)[1]);
        if (number == 1 || type == "::text" || (type.empty() && !values.contains(number)))
            values[number] = number == 1 ? (type == "::bigint" ? "1" : "D-1") : uuid;
        else if (type == "::bigint")
            values[number] = "1";
        else if (type == "::bigint[]")
            values[number] = "{1}";
        else if (type == "::text[]")
            values[number] = "{" + uuid + "}";
        else if (type == "::bool[]")
            values[number] = "{t}";
        else if (type == "::bytea[]")
            values[number] = "{a}";
        else if (type == "::bytea")
            values[number] = "a";
    }
    std::string list;
    for (const auto& [number, value] : values)
        list += (list.empty() ? "('" : ", '") + value + "'";
    return list.empty() ? list : list + ")";
}

} // namespace

class ShardsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;

    /// The partitions that the planner means to touch.
    [[nodiscard]] std::pair<std::set<std::string>, std::string> plan(const std::string& text) const
    {
        std::string whole;
        for (const auto& line :
             PrivatePostgres::ask(m_url, "PREPARE asked AS " + text + "; EXPLAIN EXECUTE asked" + argumentsFor(text)))
            whole += line + "\n";
        std::set<std::string> partitions;
        const std::regex suffix("_p([0-9][0-9])");
        for (std::sregex_iterator at(whole.begin(), whole.end(), suffix), end; at != end; ++at)
            partitions.insert((*at)[1]);
        return {partitions, whole};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
        m_url = m_server->freshDatabase();
        QVERIFY(Database(PrivatePostgres::options(m_url, "one")).prepare().has_value());
    }

    void everyUniqueKeyContainsTheDevice()
    {
        const auto keys = PrivatePostgres::ask(m_url, R"sql(
SELECT c.relname, (SELECT string_agg(a.attname, ',') FROM pg_attribute a
                   WHERE a.attrelid = x.indrelid AND a.attnum = ANY(x.indkey::int2[]))
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'district' AND (x.indisunique OR x.indisprimary) AND c.relname <> 'version')sql");
        QVERIFY2(keys.size() >= 8 * (kPartitions + 1), "eight keys on each table and each of its partitions");
        for (const auto& key : keys)
            QVERIFY2(("," + key.substr(key.find('|') + 1) + ",").find(",device,") != std::string::npos, key.c_str());
    }

    void everyTableIsSpreadByDevice()
    {
        const auto tables = PrivatePostgres::ask(
            m_url, "SELECT c.relname, pg_get_partkeydef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = "
                   "c.relnamespace WHERE n.nspname = 'district' AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
                   "AND c.relname <> 'version'");
        QCOMPARE(tables.size(), std::size_t{7});
        for (const auto& table : tables)
            QVERIFY2(table.ends_with("|HASH (device)"), table.c_str());
    }

    void statementsStandInTheOrderOfTheirNames()
    {
        for (const auto& one : statements())
            QVERIFY2(statement(one.sql).sql == one.sql, one.name);
    }

    void noStatementCrossesPartitions()
    {
        for (const auto& one : statements())
        {
            if (one.reach != Reach::OneDevice && one.reach != Reach::OnePartition)
                continue;
            const std::string text = forPartition(one, 3);
            const auto [partitions, whole] = plan(text);
            QVERIFY2(!whole.empty(), one.name);
            const bool isRowOfDevice =
                text.starts_with("INSERT") && text.find("(device") != std::string::npos &&
                (text.find("VALUES ($1") != std::string::npos || text.find("SELECT $1") != std::string::npos);
            QVERIFY2(partitions.size() == 1 || (partitions.empty() && isRowOfDevice), (text + "\n" + whole).c_str());
        }
    }

    void noOtherFileSpeaksSqlToTheTables()
    {
        const auto folder = std::filesystem::path(qEnvironmentVariable("BANSHI_SOURCE").toStdString()) /
                            "offline-queue" / "district" / "src";
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
        {
            if (entry.path().filename() == "statements.cpp")
                continue;
            std::ifstream stream(entry.path());
            const std::string text{std::istreambuf_iterator<char>(stream), {}};
            for (const char* word : {"\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", " FROM district."})
                QVERIFY2(text.find(word) == std::string::npos, entry.path().c_str());
            ++files;
        }
        QVERIFY(files > 10);
    }
};

BANSHI_TEST(ShardsTest)
#include "shards_test.moc"
