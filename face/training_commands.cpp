// SPDX-License-Identifier: GPL-3.0-or-later
#include "training_commands.h"

#include "banshi/face/training/identity_trainer.h"
#include "banshi/face/training/landmark_trainer.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

namespace banshi::face
{

namespace
{

int failed(const std::string& why)
{
    std::fprintf(stderr, "banshi-face train: %s\n", why.c_str());
    return 2;
}

void addLandmarks(CLI::App& train, int& exitCode)
{
    auto plan = std::make_shared<training::LandmarkPlan>();
    auto file = std::make_shared<std::string>();
    CLI::App* command = train.add_subcommand("landmarks", "The landmark model, on rendered people");
    command->add_option("--out", *file, "the model file to write")->required();
    command->add_option("--people", plan->people, "number of rendered people")->check(CLI::Range(10, 100000));
    command->add_option("--cascades", plan->cascades, "steps of the regression")->check(CLI::Range(1, 100));
    command->add_option("--trees", plan->trees, "trees of a step")->check(CLI::Range(1, 2000));
    command->add_option("--depth", plan->depth, "of a tree")->check(CLI::Range(1, 8));
    command->add_option("--oversampling", plan->oversampling, "starts on each picture")->check(CLI::Range(1, 1000));
    command->add_option("--shrinkage", plan->shrinkage, "share of its answer that a tree may add")
        ->check(CLI::Range(0.001, 1.0));
    command->add_option("--threads", plan->threads, "threads")->check(CLI::Range(1, 64));
    command->callback([plan, file, &exitCode] {
        const auto report = training::trainLandmarks(*plan, *file);
        if (report)
            std::printf("%d pictures, mean error %.2f pixels\n", report->pictures, report->error);
        exitCode = report ? 0 : failed(report.error());
    });
}

void addPictures(CLI::App& train, int& exitCode)
{
    auto plan = std::make_shared<training::CachePlan>();
    auto file = std::make_shared<std::string>();
    CLI::App* command = train.add_subcommand("pictures", "The picture cache that `identities` learns from");
    command->add_option("--out", *file, "the cache to write")->required();
    command->add_option("--people", plan->people, "number of rendered people")->check(CLI::Range(40, 100000));
    command->add_option("--threads", plan->threads, "threads")->check(CLI::Range(1, 64));
    command->callback([plan, file, &exitCode] {
        const auto written = training::writeCache(training::renderCache(*plan), *file);
        if (written)
            std::printf("%zu pictures\n", *written);
        exitCode = written ? 0 : failed(written.error());
    });
}

void addIdentities(CLI::App& train, int& exitCode)
{
    auto plan = std::make_shared<training::IdentityPlan>();
    auto cache = std::make_shared<std::string>();
    auto folder = std::make_shared<std::string>();
    CLI::App* command = train.add_subcommand("identities", "The network banshi-rendered-v1, on a picture cache");
    command->add_option("--pictures", *cache, "what `train pictures` has written")->required();
    command->add_option("--out", *folder, "folder for checkpoints and weights.dat; goes on from there")->required();
    command->add_option("--seed", plan->seed, "of everything random");
    command->add_option("--trait-steps", plan->traitSteps, "mini-batches of the first stage")
        ->check(CLI::Range(1, 1000000));
    command->add_option("--metric-steps", plan->metricSteps, "mini-batches of the second stage")
        ->check(CLI::Range(1, 1000000));
    command->add_option("--checkpoint-every", plan->checkpointEvery, "mini-batches")->check(CLI::Range(1, 1000000));
    command->callback([plan, cache, folder, &exitCode] {
        const auto pictures = training::readCache(*cache);
        if (!pictures)
        {
            exitCode = failed(pictures.error());
            return;
        }
        const auto told = [](const training::TrainingProgress& at) {
            std::printf("%s %d: loss %.4f\n", at.stage, at.step, at.loss);
            std::fflush(stdout);
        };
        const auto loss = training::trainIdentities(*pictures, *plan, *folder, told);
        exitCode = loss ? 0 : failed(loss.error());
    });
}

} // namespace

void addTrainingCommands(CLI::App& program, int& exitCode)
{
    CLI::App* train = program.add_subcommand("train", "Make the models of the kit from rendered people");
    train->require_subcommand(1);
    addLandmarks(*train, exitCode);
    addPictures(*train, exitCode);
    addIdentities(*train, exitCode);
}

} // namespace banshi::face
