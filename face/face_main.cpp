// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-face: compares pictures, watches a camera, measures and calibrates matchers; in development builds also
// renders and trains.
#include "banshi/face/image_codec.h"
#include "banshi/face/verifier.h"
#include "evaluation_commands.h"
#include "watch_commands.h"

#ifdef BANSHI_DEVELOPMENT
#include "development_commands.h"
#endif

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace
{

using namespace banshi::face;

struct VerifyOptions
{
    std::string chip;
    std::vector<std::string> live;
    std::string matcher{kRenderedMatcher};
    bool production = false;
};

Result<Image> readImage(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return banshi::base::fail(Code::ImageUnreadable, "cannot open " + path);
    std::vector<std::uint8_t> bytes;
    char buffer[1 << 16];
    while (file.read(buffer, sizeof buffer), file.gcount() > 0 && bytes.size() <= kLargestImageFile)
        bytes.insert(bytes.end(), buffer, buffer + file.gcount());
    return decodeImage(bytes);
}

const char* nameOf(Answer answer)
{
    switch (answer)
    {
    case Answer::Match:
        return "match";
    case Answer::NoMatch:
        return "noMatch";
    case Answer::Unavailable:
        return "unavailable";
    }
    return "unavailable";
}

int exitCodeOf(Answer answer)
{
    switch (answer)
    {
    case Answer::Match:
        return 0;
    case Answer::NoMatch:
        return 1;
    case Answer::Unavailable:
        return 2;
    }
    return 2;
}

/// One line of JSON; the model's name is whatever its manifest says.
void print(const Verdict& verdict)
{
    const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
    const nlohmann::ordered_json line{{"answer", nameOf(verdict.answer)},
                                      {"score", rounded(verdict.score)},
                                      {"threshold", rounded(verdict.threshold)},
                                      {"cause", verdict.cause ? dotted(*verdict.cause) : std::string_view()},
                                      {"model", verdict.model},
                                      {"demonstration", verdict.demonstration},
                                      {"frames", verdict.frames}};
    std::printf("%s\n", line.dump().c_str());
}

int report(const Error& error)
{
    std::fprintf(stderr, "banshi-face: %s: %s\n", std::string(dotted(error.code)).c_str(), error.detail.c_str());
    return 2;
}

int verify(const VerifyOptions& options)
{
    const auto verifier =
        makeVerifier(makeMatcher(options.matcher, options.production ? Mode::Production : Mode::Development));
    if (const auto obstacle = verifier->obstacle())
        return report(*obstacle);
    const auto chip = readImage(options.chip);
    if (!chip)
        return report(chip.error());
    std::vector<Image> pictures;
    for (const std::string& path : options.live)
    {
        auto picture = readImage(path);
        if (!picture)
            return report(picture.error());
        pictures.push_back(std::move(*picture));
    }
    std::vector<ImageView> frames;
    for (const Image& picture : pictures)
        frames.push_back(picture.view());
    const Verdict verdict = verifier->verify(chip->view(), frames);
    print(verdict);
    return exitCodeOf(verdict.answer);
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App program("Compares faces on this machine", "banshi-face");
    program.require_subcommand(1);
    int exitCode = 0;
    VerifyOptions options;
    CLI::App* command = program.add_subcommand(
        "verify", "Compare the chip photograph A with live pictures B …; exit code 0 match, 1 no match, 2 unavailable");
    command->add_option("A", options.chip, "JPEG, PNG or WebP")->required();
    command->add_option("B", options.live, "one or more pictures of the person, in the order of time")->required();
    command->add_option("--matcher", options.matcher, "banshi-rendered-v1, or the path of a *.model.toml");
    command->add_flag("--production", options.production, "refuse matchers that are for demonstrations only");
    command->callback([&] { exitCode = verify(options); });
    addEvaluationCommands(program, exitCode);
    addWatchCommand(program, exitCode);
#ifdef BANSHI_DEVELOPMENT
    addDevelopmentCommands(program, exitCode);
#endif
    CLI11_PARSE(program, argc, argv);
    return exitCode;
}
