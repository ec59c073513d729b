// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/proving_ground.h"

#include "banshi/drivers/conformance/operated_end.h"
#include "banshi/drivers/conformance/recorded_end.h"
#include "banshi/drivers/conformance/report_file.h"
#include "banshi/drivers/conformance/simulated_end.h"
#include "banshi/drivers/host/plugin_loader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

namespace banshi::drivers::conformance
{

namespace
{

using FarEndPtr = std::unique_ptr<FarEnd>;

base::Result<FarEndPtr, GroundError> simulatedEnd(const GroundOrder& order, const protocol::PluginMetadata& metadata)
{
    const bool isFile = order.simulator.find('/') != std::string::npos;
    const std::filesystem::path file = isFile ? order.simulator : order.rigs + '/' + order.simulator + ".json";
    auto rig = loadRig(file.string());
    if (!rig)
        return tl::unexpected(rig.error());
    if (rig->deviceClass != protocol::text(metadata.deviceClass))
        return base::fail(GroundCode::BadUse, "the simulator is a " + rig->deviceClass + ", the plug-in drives a " +
                                                  std::string(protocol::text(metadata.deviceClass)));
    const auto more = nlohmann::json::parse(order.options.empty() ? "{}" : order.options, nullptr, false);
    if (!more.is_object())
        return base::fail(GroundCode::BadUse, "--options is no JSON object");
    rig->options.update(more);
    auto end =
        SimulatedEnd::start(std::move(*rig), std::filesystem::absolute(file).parent_path().string(), order.programs);
    if (!end)
        return tl::unexpected(end.error());
    return FarEndPtr(std::move(*end));
}

base::Result<FarEndPtr, GroundError> operatedEnd(const GroundOrder& order, std::ostream& out, std::istream& in)
{
    const auto options = nlohmann::json::parse(order.options.empty() ? "{}" : order.options, nullptr, false);
    if (!options.is_object())
        return base::fail(GroundCode::BadUse, "--options is no JSON object");
    return FarEndPtr(
        std::make_unique<OperatedEnd>(order.connection, options, out, in, order.isSomebodyThere, order.marks));
}

base::Result<FarEndPtr, GroundError> recordedEnd(const GroundOrder& order, const protocol::PluginMetadata& metadata)
{
    if (std::ranges::find(metadata.connections, "serial") == metadata.connections.end())
        return base::fail(GroundCode::BadUse, "recordings are played on serial lines, and this plug-in takes none");
    auto options = nlohmann::json::parse(order.options.empty() ? "{}" : order.options, nullptr, false);
    if (!options.is_object())
        return base::fail(GroundCode::BadUse, "--options is no JSON object");
    auto end = RecordedEnd::open(order.recording, std::move(options), order.marks);
    if (!end)
        return tl::unexpected(end.error());
    return FarEndPtr(std::move(*end));
}

base::Result<FarEndPtr, GroundError> farEndOf(const GroundOrder& order, const protocol::PluginMetadata& metadata,
                                              std::ostream& out, std::istream& in)
{
    if (!order.simulator.empty())
        return simulatedEnd(order, metadata);
    return order.recording.empty() ? operatedEnd(order, out, in) : recordedEnd(order, metadata);
}

base::Result<protocol::PluginMetadata, GroundError> metadataOf(const GroundOrder& order)
{
    auto metadata = host::inspectPlugin(order.plugin);
    if (!metadata)
        return base::fail(GroundCode::BadPlugin, metadata.error().detail);
    const std::string is(protocol::text(metadata->deviceClass));
    if (!order.deviceClass.empty() && order.deviceClass != is)
        return base::fail(GroundCode::BadPlugin, "the plug-in drives a " + is + ", not a " + order.deviceClass);
    return std::move(*metadata);
}

void runAll(Trial& trial, const GroundOrder& order, Report& report, std::ostream& out)
{
    const bool isRecorded = !order.recording.empty();
    report.isWhole = !isRecorded;
    for (const Check& check : isRecorded ? recordedChecksFor(trial.profile) : checksFor(trial.profile))
    {
        if (!check.id.starts_with(order.only))
        {
            report.isWhole = false;
            continue;
        }
        const base::MonoTime from = trial.bench.clock().now();
        ReportLine line{check.id, check.title, runCheck(check, trial), {}};
        line.took = std::chrono::duration_cast<std::chrono::milliseconds>(trial.bench.clock().now() - from);
        print(line, out);
        report.lines.push_back(std::move(line));
    }
}

} // namespace

base::Result<Report, GroundError> prove(const GroundOrder& order, const base::Clock& clock, std::ostream& out,
                                        std::istream& in)
{
    if (std::ranges::count(std::array{order.simulator, order.recording, order.connection}, std::string()) != 2)
        return base::fail(GroundCode::BadUse, "one of --simulator, --recording and --device");
    const auto metadata = metadataOf(order);
    if (!metadata)
        return tl::unexpected(metadata.error());
    const auto profile = profileOf(metadata->deviceClass);
    if (!profile)
        return base::fail(GroundCode::BadUse,
                          "no suite for the class " + std::string(protocol::text(metadata->deviceClass)) + " yet");
    auto end = farEndOf(order, *metadata, out, in);
    if (!end)
        return tl::unexpected(end.error());

    Report report;
    report.pluginFile = std::filesystem::path(order.plugin).filename().string();
    report.sha256 = sha256Of(order.plugin);
    report.metadata = *metadata;
    report.farEnd = (*end)->description();
    report.countedBy = profile->deed().empty() ? std::string() : (*end)->countedBy();
    report.date = clock.wall().utc;
    report.size = order.size;
    out << metadata->name << ' ' << metadata->version << " of " << metadata->vendor << " as "
        << protocol::text(metadata->deviceClass) << ", " << report.farEnd << '\n';

    const BenchSetup setup{QString::fromStdString(order.programs + "/banshi-driverhost"),
                           QString::fromStdString(std::filesystem::absolute(order.plugin).string()),
                           QString::fromStdString((*end)->connection()),
                           QString::fromStdString((*end)->options().dump())};
    Bench bench(clock, setup);
    if (!bench.start())
        return base::fail(GroundCode::BadUse, "no port on the loopback interface");
    Trial trial{setup, bench, **end, *profile, order.size, {}};
    runAll(trial, order, report, out);
    print(report, out);
    return report;
}

} // namespace banshi::drivers::conformance
