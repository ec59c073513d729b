// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"

#include <QStringList>
#include <QTest>
#include <filesystem>
#include <map>

namespace banshi::testing
{

namespace
{

std::multimap<std::string, std::function<std::unique_ptr<QObject>()>>& suites()
{
    static std::multimap<std::string, std::function<std::unique_ptr<QObject>()>> all;
    return all;
}

} // namespace

bool addSuite(const char* sourceFile, std::function<std::unique_ptr<QObject>()> make)
{
    std::string stem = std::filesystem::path(sourceFile).stem().string();
    if (stem.ends_with("_test"))
        stem.resize(stem.size() - 5);
    suites().emplace(std::move(stem), std::move(make));
    return true;
}

int runSuites(int argc, char** argv)
{
    QStringList forQt{QString::fromLocal8Bit(argv[0])};
    std::string wanted;
    for (int i = 1; i < argc; ++i)
    {
        if (std::string_view(argv[i]) == "--suite" && i + 1 < argc)
            wanted = argv[++i];
        else
            forQt << QString::fromLocal8Bit(argv[i]);
    }
    int failures = 0;
    int ran = 0;
    for (const auto& [name, make] : suites())
    {
        if (!wanted.empty() && name != wanted)
            continue;
        ++ran;
        failures += QTest::qExec(make().get(), forQt);
    }
    if (ran == 0)
        qCritical("no suite is named '%s'", wanted.c_str());
    return ran == 0 ? 1 : failures;
}

} // namespace banshi::testing
