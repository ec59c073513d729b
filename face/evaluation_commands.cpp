// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation_commands.h"

#include "banshi/face/eval/calibration.h"
#include "banshi/face/verify_worker.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>

namespace banshi::face
{

namespace
{

struct Options
{
    std::string pairs;
    std::string model{kRenderedMatcher};
    eval::EvalPlan plan;
    bool json = false;
    double far = 1e-3;
    std::string conditions;
    std::string out;
};

std::optional<eval::EvalReport> measure(const Options& options)
{
    auto matcher = makeMatcher(options.model, Mode::Measuring);
    if (!matcher)
    {
        std::fprintf(stderr, "banshi-face: %s: %s\n", std::string(dotted(matcher.error().code)).c_str(),
                     matcher.error().detail.c_str());
        return std::nullopt;
    }
    const auto pairs = eval::readPairs(options.pairs);
    if (!pairs)
    {
        std::fprintf(stderr, "banshi-face: %s\n", pairs.error().c_str());
        return std::nullopt;
    }
    auto report = eval::evaluate(*pairs, **matcher, options.plan);
    if (!report)
    {
        std::fprintf(stderr, "banshi-face: %s: %s\n", std::string(dotted(report.error().code)).c_str(),
                     report.error().detail.c_str());
        return std::nullopt;
    }
    return std::move(*report);
}

int evaluate(const Options& options)
{
    const auto report = measure(options);
    if (!report)
        return 2;
    if (options.json)
        std::printf("%s\n", eval::toJson(*report).c_str());
    else
        printReport(*report);
    return report->operating.empty() ? 2 : 0;
}

std::string today()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

int calibrate(const Options& options)
{
    const auto report = measure(options);
    if (!report)
        return 2;
    const auto calibration = eval::calibrate(*report, options.far);
    if (!calibration)
    {
        std::fprintf(stderr, "banshi-face calibrate: %s\n", calibration.error().c_str());
        return 1;
    }
    const auto table = eval::thresholdTable(*calibration, *report, options.plan, options.conditions, today());
    if (!table)
    {
        std::fprintf(stderr, "banshi-face calibrate: %s\n", table.error().c_str());
        return 2;
    }
    if (options.out.empty())
    {
        std::printf("%s", table->c_str());
        return 0;
    }
    std::ofstream file(options.out, std::ios::binary);
    file << *table << std::flush;
    if (!file)
        std::fprintf(stderr, "banshi-face calibrate: cannot write %s\n", options.out.c_str());
    return file ? 0 : 2;
}

void addCommon(CLI::App* command, const std::shared_ptr<Options>& options)
{
    command
        ->add_option("--pairs", options->pairs,
                     "list: live pictures with commas between them, chip picture, 0 or 1, optional groups")
        ->required();
    command->add_flag("--chip", options->plan.chip,
                      "bring the chip pictures into the condition of a card's chip first");
    command->add_option("--fuse", options->plan.fuse, "live pictures of a line that are fused at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    command->add_option("--landmarks", options->plan.landmarks,
                        "another model of 68 points to compare with, of ours or of dlib's");
    command->add_option("--model", options->model, "banshi-rendered-v1, or the path of a *.model.toml");
}

} // namespace

void printReport(const eval::EvalReport& report)
{
    std::printf("%s: %zu comparisons of one person, %zu of two\n", report.model.c_str(), report.genuine,
                report.impostor);
    std::printf("no face: %zu of %zu live pictures, %zu of %zu chip pictures\n", report.liveFailures,
                report.livePictures, report.chipFailures, report.chipPictures);
    if (report.accuracy)
        std::printf("accuracy in 10 folds %.2f %% ± %.2f\n", 100 * report.accuracy->mean,
                    100 * report.accuracy->deviation);
    if (report.eer)
        std::printf("equal error rate %.2f %%\n", 100 * *report.eer);
    for (const auto& at : report.operating)
        std::printf("FAR %g: TAR %.2f %% (%.2f to %.2f) at %.3f%s\n", at.far, 100 * at.tar, 100 * at.tarInterval.low,
                    100 * at.tarInterval.high, at.threshold, at.carried ? "" : "; too few comparisons to claim it");
    for (const auto& group : report.groups)
        std::printf("%s: FNMR %.2f %% (%.2f to %.2f) of %zu, FMR %.3f %% (%.3f to %.3f) of %zu\n", group.name.c_str(),
                    100 * group.fnmr, 100 * group.interval.low, 100 * group.interval.high, group.genuine,
                    100 * group.fmr, 100 * group.fmrInterval.low, 100 * group.fmrInterval.high, group.impostor);
}

void addEvaluationCommands(CLI::App& program, int& exitCode)
{
    auto options = std::make_shared<Options>();
    CLI::App* measured = program.add_subcommand("eval", "Measure a matcher on a list of pairs of known truth");
    addCommon(measured, options);
    measured->add_flag("--json", options->json, "one JSON object");
    measured->callback([options, &exitCode] { exitCode = evaluate(*options); });

    auto chosen = std::make_shared<Options>();
    chosen->plan.fuse = VerifyPlan().frames; // what holds for one picture would not for the machine's
    CLI::App* command = program.add_subcommand(
        "calibrate", "Write the threshold table of a manifest; exit code 1 when the list does not carry the FAR");
    addCommon(command, chosen);
    command->add_option("--far", chosen->far, "false accept rate to claim")->check(CLI::Range(1e-6, 0.5));
    command->add_option("--conditions", chosen->conditions, "data set and conditions, for the record")->required();
    command->add_option("--out", chosen->out, "file for the table; standard output without");
    command->callback([chosen, &exitCode] { exitCode = calibrate(*chosen); });
}

} // namespace banshi::face
