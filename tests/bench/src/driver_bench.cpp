// SPDX-License-Identifier: GPL-3.0-or-later
// drivers.*: what the way between application and driver costs, in the real host process with the card reader's
// simulator.
#include "banshi/drivers/protocol/commands.h"
#include "driver_chain.h"
#include "stopwatch.h"

#include <QProcess>
#include <algorithm>
#include <csignal>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace banshi::bench
{

namespace
{

using namespace std::chrono_literals;
namespace command = drivers::protocol::command;

constexpr int kQuestions = 200; // in one sample of a percentile
constexpr auto kLimit = 10000ms;
constexpr auto kMoment = 2ms;
constexpr int kLongestMs = 20000;

Row rowOf(const std::string& metric, const char* unit, const std::string& against)
{
    return {"drivers", metric, unit, {}, against, "tests/bench/run.sh " + metric + " --only-against", {}};
}

double percentile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

/// The least that could carry a question: 64 bytes to a thread and back through a socket.
class Echo
{
public:
    Echo()
    {
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends) != 0)
            throw Broken("no socket");
        m_other = std::thread([end = m_ends[1]] {
            char bytes[kBytes];
            for (ssize_t count = ::read(end, bytes, kBytes); count > 0; count = ::read(end, bytes, kBytes))
                if (::write(end, bytes, static_cast<std::size_t>(count)) < 0)
                    return;
        });
    }
    ~Echo()
    {
        ::shutdown(m_ends[0], SHUT_RDWR);
        m_other.join();
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Echo(const Echo&) = delete;
    Echo& operator=(const Echo&) = delete;

    double ask() const
    {
        return timeOf<std::milli>([this] {
            char bytes[kBytes] = {};
            if (::write(m_ends[0], bytes, kBytes) != kBytes || ::recv(m_ends[0], bytes, kBytes, MSG_WAITALL) != kBytes)
                throw Broken("the echo is silent");
        });
    }

private:
    static constexpr int kBytes = 64;
    int m_ends[2] = {-1, -1};
    std::thread m_other;
};

Row roundTrip(const Order& order, const std::string& metric, double part)
{
    Row row = rowOf(metric, "ms", "64 bytes to another thread and back through a socket");
    const Echo echo;
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
    {
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard");
        chain->waitReady();
    }
    for (int run = 0; run < order.runs; ++run)
    {
        std::vector<double> ours;
        std::vector<double> other;
        for (int i = 0; i < kQuestions; ++i)
        {
            if (chain)
            {
                const auto sent = chain->host().send(command::kStatus, nlohmann::json::object(), kLimit);
                if (chain->host().finish(sent, kLimit) == nullptr)
                    throw Broken("Status is not answered");
                ours.push_back(std::chrono::duration<double, std::milli>(sent->done - sent->at).count());
            }
            other.push_back(echo.ask());
        }
        if (chain)
            row.samples.push_back(percentile(ours, part));
        row.againstSamples.push_back(percentile(other, part));
    }
    return row;
}

QString hostProgram(const Order& order)
{
    return QString::fromStdString((order.programs / "banshi-driverhost").string());
}

// A process that only sleeps, started and running.
void startSleeper(QProcess& process)
{
    process.start(QStringLiteral("sleep"), {QStringLiteral("600")});
    if (!process.waitForStarted(kLongestMs))
        throw Broken("sleep does not start");
}

} // namespace

Row roundTripMedianBench(const Order& order)
{
    return roundTrip(order, "drivers.roundtrip.p50", 0.5);
}

Row roundTripSlowBench(const Order& order)
{
    return roundTrip(order, "drivers.roundtrip.p99", 0.99);
}

// From the start of the process to the completion of the first Status.
Row hostStartBench(const Order& order)
{
    Row row = rowOf("drivers.host.start", "ms", "the same program that prints its help and ends");
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard");
    for (int run = 0; run < order.runs; ++run)
    {
        if (chain)
            row.samples.push_back(timeOf<std::milli>([&] {
                chain->startAfresh();
                auto& host = chain->host();
                if (!host.waitUntil([&] { return host.isServing() && !host.proxy().status().empty(); }, kLimit))
                    throw Broken("the host does not serve");
            }));
        row.againstSamples.push_back(runOf(hostProgram(order), {QStringLiteral("--help")}));
    }
    return row;
}

Row hostMemoryBench(const Order& order)
{
    Row row = rowOf("drivers.host.memory", "MiB", "a process that only sleeps");
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard");
    for (int run = 0; run < order.runs; ++run)
    {
        if (chain)
        {
            chain->startAfresh();
            chain->waitReady();
            row.samples.push_back(memoryOf(chain->host().process()));
        }
        QProcess sleeper;
        startSleeper(sleeper);
        row.againstSamples.push_back(memoryOf(sleeper.processId()));
        sleeper.kill();
        sleeper.waitForFinished(kLongestMs);
    }
    return row;
}

// From SIGKILL of the host in the middle of a command to the command's completion.
Row killCompletionBench(const Order& order)
{
    Row row = rowOf("drivers.kill.completion", "ms", "seeing the end of a killed process that only sleeps");
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard");
    for (int run = 0; run < order.runs; ++run)
    {
        if (chain)
        {
            chain->waitReady();
            auto& host = chain->host();
            host.clearEvents();
            const auto sent = host.send(command::kReadCard, nlohmann::json::object(), kLimit);
            const QString begun = QString::fromUtf8(drivers::protocol::event::kInsertCard.data());
            if (!host.waitUntil([&] { return host.events(begun) > 0; }, kLimit))
                throw Broken("the read does not begin");
            row.samples.push_back(timeOf<std::milli>([&] {
                ::kill(static_cast<pid_t>(host.process()), SIGKILL);
                if (host.finish(sent, kLimit) == nullptr)
                    throw Broken("no completion");
            }));
            (void)host.waitUntil([&host] { return !host.isServing(); }, kMoment);
        }
        QProcess sleeper;
        startSleeper(sleeper);
        row.againstSamples.push_back(timeOf<std::milli>([&] {
            sleeper.kill();
            sleeper.waitForFinished(kLongestMs);
        }));
    }
    return row;
}

// From SIGKILL of the host to the device being usable again.
Row killBackBench(const Order& order)
{
    Row row = rowOf("drivers.kill.back", "ms", "the same program that prints its help and ends");
    std::unique_ptr<DriverChain> chain;
    if (!order.onlyAgainst)
        chain = std::make_unique<DriverChain>(order, "idcard-sam", "idcard");
    for (int run = 0; run < order.runs; ++run)
    {
        if (chain)
        {
            chain->waitReady();
            auto& host = chain->host();
            row.samples.push_back(timeOf<std::milli>([&] {
                const qint64 before = host.process();
                ::kill(static_cast<pid_t>(before), SIGKILL);
                if (!host.waitUntil([&] { return host.process() != before && host.isReady(); }, kLimit))
                    throw Broken("the device does not come back");
            }));
        }
        row.againstSamples.push_back(runOf(hostProgram(order), {QStringLiteral("--help")}));
    }
    return row;
}

} // namespace banshi::bench
