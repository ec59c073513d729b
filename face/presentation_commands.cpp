// SPDX-License-Identifier: GPL-3.0-or-later
#include "presentation_commands.h"

#include "banshi/face/trials/advice_trials.h"
#include "banshi/face/trials/presentation_trials.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

namespace banshi::face
{

namespace
{

using namespace trials;

void print(const SpeciesReport& report)
{
    const bool isPerson = report.species == rendered::Species::BonaFide;
    std::printf("%-13s %s %d of %d, %.2f %% (%.2f to %.2f %%), %.1f s", rendered::nameOf(report.species),
                isPerson ? "BPCER" : "APCER", report.wrong, report.runs, 100 * report.rate(), 100 * report.interval.low,
                100 * report.interval.high, report.seconds);
    for (const auto& [cause, count] : report.causes)
        std::printf("; %s %d", cause.c_str(), count);
    std::printf("\n");
}

int measure(const PresentationPlan& plan, bool json)
{
    const auto reports = measurePresentations(plan);
    if (!reports || reports->empty())
    {
        std::fprintf(stderr, "banshi-face pad: %s\n",
                     reports ? "no such species" : std::string(dotted(reports.error().code)).c_str());
        return 2;
    }
    if (json)
        std::printf("%s\n", toJson(*reports).c_str());
    else
        for (const SpeciesReport& report : *reports)
            print(report);
    return 0;
}

int measure(const AdvicePlan& plan, bool json)
{
    const auto reports = measureAdvice(plan);
    if (json)
        std::printf("%s\n", toJson(reports).c_str());
    else
        for (const SceneReport& report : reports)
        {
            std::printf("%-9s %d of %d", nameOf(report.scene), report.right, report.runs);
            for (const auto& [code, count] : report.others)
                std::printf("; %s %d", code.c_str(), count);
            std::printf("\n");
        }
    return 0;
}

void addPad(CLI::App& program, int& exitCode)
{
    auto plan = std::make_shared<PresentationPlan>();
    auto json = std::make_shared<bool>(false);
    CLI::App* command =
        program.add_subcommand("pad", "Play rendered people and attacks before the proof of life (ISO/IEC 30107-3)");
    command->add_option("--runs", plan->runs, "trials of each species")->check(CLI::Range(1, 100000));
    command->add_option("--seed", plan->seed, "of the first trial");
    command->add_option("--species", plan->species, "one species only, such as person or swung-photo");
    command->add_flag("!--nod", plan->canTurn, "ask for a nod instead of a turn of the head");
    command->add_flag("--json", *json, "one JSON object");
    command->callback([plan, json, &exitCode] { exitCode = measure(*plan, *json); });
}

void addAdvice(CLI::App& program, int& exitCode)
{
    auto plan = std::make_shared<AdvicePlan>();
    auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("advice", "Show spoilt frames to the gate and count the right advice");
    command->add_option("--runs", plan->runs, "frames of each kind")->check(CLI::Range(1, 100000));
    command->add_option("--seed", plan->seed, "of the first frame");
    command->add_flag("--json", *json, "one JSON object");
    command->callback([plan, json, &exitCode] { exitCode = measure(*plan, *json); });
}

} // namespace

void addPresentationCommands(CLI::App& program, int& exitCode)
{
    addPad(program, exitCode);
    addAdvice(program, exitCode);
}

} // namespace banshi::face
