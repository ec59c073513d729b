// SPDX-License-Identifier: GPL-3.0-or-later
#include "development_commands.h"

#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"
#include "evaluation_commands.h"
#include "presentation_commands.h"
#include "threshold_report.h"
#include "training_commands.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

namespace banshi::face
{

namespace
{

struct RenderOptions
{
    std::string what = "person";
    std::uint64_t seed = 1;
    std::string folder;
    std::string chip;
    rendered::Sequence sequence;
};

rendered::SequenceResult renderFrames(const RenderOptions& options)
{
    if (options.what == "nobody")
        return rendered::writeNobody(options.folder, options.sequence);
    if (options.what == "document")
        return rendered::writeDocument(options.folder, options.seed, options.sequence);
    if (options.what == "street")
        return rendered::writeStreet(options.folder, options.seed, options.sequence);
    return rendered::writePerson(options.folder, rendered::makeIdentity(options.seed), options.sequence);
}

bool writeChip(const RenderOptions& options)
{
    const auto bytes = rendered::chipPhotoWebp(rendered::makeIdentity(options.seed));
    std::ofstream file(options.chip, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    return file.good() && !bytes.empty();
}

int render(const RenderOptions& options)
{
    if (options.folder.empty() && options.chip.empty())
    {
        std::fprintf(stderr, "banshi-face render: nothing to do; give --out DIR or --chip FILE\n");
        return 2;
    }
    if (!options.folder.empty())
    {
        const auto written = renderFrames(options);
        if (!written)
        {
            std::fprintf(stderr, "banshi-face render: %s\n", written.error().c_str());
            return 2;
        }
        std::printf("%d frames in %s\n", *written, options.folder.c_str());
    }
    if (!options.chip.empty() && !writeChip(options))
    {
        std::fprintf(stderr, "banshi-face render: cannot write %s\n", options.chip.c_str());
        return 2;
    }
    return 0;
}

void addRender(CLI::App& program, int& exitCode)
{
    auto options = std::make_shared<RenderOptions>();
    CLI::App* command =
        program.add_subcommand("render", "Write camera frames and the chip photograph of an invented person");
    command->add_option("--seed", options->seed, "which person, document or street");
    command->add_option("--out", options->folder, "folder for frame-0001.jpg …");
    command->add_option("--frames", options->sequence.frames, "number of frames; they may be played in a loop")
        ->check(CLI::Range(1, 10000));
    command->add_option("--what", options->what, "person, nobody, document or street")
        ->check(CLI::IsMember({"person", "nobody", "document", "street"}));
    command->add_option("--width", options->sequence.width, "pixels")->check(CLI::Range(16, 4096));
    command->add_option("--height", options->sequence.height, "pixels")->check(CLI::Range(16, 4096));
    command->add_option("--chip", options->chip, "file for the chip photograph, a WebP of at most 1000 bytes");
    command->callback([options, &exitCode] { exitCode = render(*options); });
}

int print(const Result<eval::EvalReport>& measured, bool json)
{
    if (!measured)
    {
        std::fprintf(stderr, "banshi-face measure: %s: %s\n", std::string(dotted(measured.error().code)).c_str(),
                     measured.error().detail.c_str());
        return 2;
    }
    if (json)
        std::printf("%s\n", eval::toJson(*measured).c_str());
    else
        printReport(*measured);
    return 0;
}

void addMeasure(CLI::App& program, int& exitCode)
{
    auto plan = std::make_shared<RenderedPlan>();
    auto matcher = std::make_shared<std::string>(kRenderedMatcher);
    auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("measure", "Compare rendered people with each other, for thresholds");
    command->add_option("--people", plan->people, "number of rendered people")->check(CLI::Range(2, 100000));
    command->add_option("--seed", plan->firstSeed, "the first of them");
    command->add_option("--years", plan->years, "between photograph and face")->check(CLI::Range(0.0, 50.0));
    command->add_flag("--mixed", plan->mixed, "photographs new and old, people with glasses and without");
    command->add_option("--landmarks", plan->landmarks,
                        "another model of 68 points to compare with, of ours or of dlib's");
    command->add_option("--model", *matcher, "banshi-rendered-v1, or the path of a *.model.toml");
    command->add_flag("--json", *json, "one JSON object");
    command->callback([plan, matcher, json, &exitCode] { exitCode = print(measureRendered(*matcher, *plan), *json); });
}

} // namespace

void addDevelopmentCommands(CLI::App& program, int& exitCode)
{
    addRender(program, exitCode);
    addTrainingCommands(program, exitCode);
    addMeasure(program, exitCode);
    addPresentationCommands(program, exitCode);
}

} // namespace banshi::face
