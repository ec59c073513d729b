// SPDX-License-Identifier: GPL-3.0-or-later
#include "driver_chain.h"

#include "stopwatch.h"

#include <QFile>
#include <QProcess>
#include <unistd.h>

namespace banshi::bench
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kReady = 20000ms;
constexpr int kLongestMs = 20000;
constexpr double kKibInMib = 1024;

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QByteArray read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Broken("cannot read " + path.toStdString());
    return file.readAll();
}

} // namespace

DriverChain::DriverChain(const Order& order, const std::string& driver, const std::string& rig, const Acts& more)
{
    const auto rigs = order.programs.parent_path() / "share/banshi/rigs";
    auto loaded = drivers::conformance::loadRig((rigs / (rig + ".json")).string());
    if (!loaded)
        throw Broken(loaded.error().detail);
    loaded->acts.insert(more.begin(), more.end());
    auto end = drivers::conformance::SimulatedEnd::start(std::move(*loaded), rigs.string(), order.programs.string());
    if (!end)
        throw Broken(end.error().detail);
    m_end = std::move(*end);
    m_setup = {text(order.programs / "banshi-driverhost"),
               text(order.programs.parent_path() / ("lib/drivers/banshi-driver-" + driver + ".so")),
               QString::fromStdString(m_end->connection()), QString::fromStdString(m_end->options().dump())};
    startAfresh();
}

void DriverChain::startAfresh()
{
    m_host = std::make_unique<drivers::conformance::Bench>(m_clock, m_setup);
    if (!m_host->start())
        throw Broken("no port for a publisher");
}

void DriverChain::waitReady()
{
    if (!m_host->waitReady(kReady))
        throw Broken("the device does not become ready: " + m_host->log().toStdString());
}

double runOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    bool ended = false;
    const double took = timeOf<std::milli>([&] {
        process.start(program, arguments);
        ended = process.waitForFinished(kLongestMs);
    });
    if (!ended)
        throw Broken(program.toStdString() + " does not run");
    return took;
}

double memoryOf(qint64 process)
{
    const QByteArray facts = read(QStringLiteral("/proc/%1/smaps_rollup").arg(process));
    const qsizetype at = facts.indexOf("Pss:");
    if (at < 0)
        throw Broken("the kernel does not tell a process's memory");
    return facts.mid(at + 4).simplified().split(' ').value(0).toDouble() / kKibInMib;
}

double processorTimeOf(qint64 process)
{
    // proc(5): utime and stime are the 14th and 15th field; the second, the name, may hold anything but ends with ')'.
    const QByteArray facts = read(QStringLiteral("/proc/%1/stat").arg(process));
    const QList<QByteArray> fields = facts.mid(facts.lastIndexOf(')') + 2).split(' ');
    const double ticks = fields.value(11).toDouble() + fields.value(12).toDouble();
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace banshi::bench
