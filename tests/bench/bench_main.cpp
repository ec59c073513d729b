// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-bench: measures and prints one JSON object per line; what cannot be measured is named on standard error.
#include "bench.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>

namespace
{

using namespace banshi::bench;

struct Known
{
    const char* name;
    std::vector<Row> (*measure)(const Order&);
};

template <Row (*Bench)(const Order&)>
std::vector<Row> alone(const Order& order)
{
    return {Bench(order)};
}

constexpr Known kBenches[] = {
    {"services.search", &alone<searchBench>},
    {"queue.accept", &alone<acceptBench>},
    {"face.verify", &alone<verifyBench>},
    {"face.track", &alone<faceTrackBench>},
    {"face.verify.onnx", &alone<faceOnnxBench>},
    {"face.verify.dlib.vs-reference-blas", &alone<faceReferenceBlasBench>},
    {"face.verify.dlib.vs-openblas", &alone<faceOpenBlasBench>},
    {"face.load", &alone<faceLoadBench>},
    {"face.memory", &alone<faceMemoryBench>},
    {"face.cpu", &alone<faceCpuBench>},
    {"face.rendered.tar", &alone<faceRenderedBench>},
    {"face.orl.eer", &alone<faceOrlBench>},
    {"face.pad.apcer", &alone<attackBench>},
    {"face.pad.bpcer", &alone<refusedPeopleBench>},
    {"face.advice", &alone<adviceBench>},
    {"face.render", &alone<renderBench>},
    {"screen.cold-start", &alone<coldStartBench>},
    {"session.front-after-end", &frontAfterEndBench},
    {"queue.accept.socket", &alone<socketBench>},
    {"queue.drain", &alone<drainBench>},
    {"drivers.roundtrip.p50", &alone<roundTripMedianBench>},
    {"drivers.roundtrip.p99", &alone<roundTripSlowBench>},
    {"drivers.host.start", &alone<hostStartBench>},
    {"drivers.host.memory", &alone<hostMemoryBench>},
    {"drivers.kill.completion", &alone<killCompletionBench>},
    {"drivers.kill.back", &alone<killBackBench>},
    {"drivers.idcard.overhead", &alone<idCardOverheadBench>},
    {"drivers.preview.cpu", &alone<previewCpuBench>},
};

bool isWanted(const std::string& bench, const std::vector<std::string>& names)
{
    const auto fits = [&](const std::string& name) { return bench == name || bench.rfind(name + '.', 0) == 0; };
    return names.empty() || std::any_of(names.begin(), names.end(), fits);
}

bool measure(const Known& known, Order order)
{
    QTemporaryDir folder(QString::fromStdString((order.folder / "XXXXXX").string()));
    order.folder = folder.path().toStdString();
    try
    {
        for (const Row& row : known.measure(order))
            std::printf("%s\n", toJson(row).c_str());
        std::fflush(stdout);
        return true;
    }
    catch (const Skipped& why)
    {
        std::fprintf(stderr, "%s: skipped: %s\n", known.name, why.what());
        return true;
    }
    catch (const Broken& why)
    {
        folder.setAutoRemove(false); // its logs are what remains to be read
        std::fprintf(stderr, "%s: %s\n", known.name, why.what());
        return false;
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App options("Measures the product beside something plain that does the least that could do.");
    Order order;
    order.programs = QCoreApplication::applicationDirPath().toStdString();
    std::vector<std::string> names;
    options.add_option("names", names, "benches by name or by what stands before the dot; all without");
    options.add_option("--runs", order.runs, "samples of each")->check(CLI::Range(1, 100'000));
    options.add_option("--seed", order.seed, "of everything chosen at random");
    options.add_option("--source", order.source, "the source tree")->required();
    options.add_option("--folder", order.folder, "where files are written: on the disk that is meant");
    options.add_flag("--only-against", order.onlyAgainst, "measure only what it is compared with");
    CLI11_PARSE(options, argc, argv);
    qputenv("BANSHI_SOURCE", order.source.c_str()); // where the script that makes certificates stands
    if (order.folder.empty())
        order.folder = order.programs.parent_path() / "bench";
    std::filesystem::create_directories(order.folder);

    int known = 0;
    bool allWell = true;
    for (const Known& bench : kBenches)
        if (isWanted(bench.name, names))
        {
            ++known;
            allWell = measure(bench, order) && allWell;
        }
    if (known == 0)
        std::fprintf(stderr, "no bench has that name\n");
    return known > 0 && allWell ? 0 : 1;
}
