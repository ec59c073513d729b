// SPDX-License-Identifier: GPL-3.0-or-later
// banshi power-cut campaign: see README.md of this folder.
#include "campaign.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

namespace
{

/// Memory, when there is some: the files of a run live for milliseconds.
std::filesystem::path workingFolder()
{
    std::error_code error;
    const std::filesystem::path memory = "/dev/shm";
    std::string name =
        (std::filesystem::is_directory(memory, error) ? memory : std::filesystem::temp_directory_path()) /
        "power-cut-XXXXXX";
    return mkdtemp(name.data()) == nullptr ? std::filesystem::path() : std::filesystem::path(name);
}

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t runs = 1000;
    std::uint64_t seed = 1;
    bool isFull = true;
    for (int i = 1; i + 1 < argc; i += 2)
    {
        if (std::strcmp(argv[i], "--runs") == 0)
            runs = std::strtoull(argv[i + 1], nullptr, 10);
        else if (std::strcmp(argv[i], "--seed") == 0)
            seed = std::strtoull(argv[i + 1], nullptr, 10);
        else if (std::strcmp(argv[i], "--mode") == 0)
            isFull = std::strcmp(argv[i + 1], "normal") != 0;
    }
    const std::filesystem::path folder = workingFolder();
    if (folder.empty())
    {
        std::fprintf(stderr, "no folder for the files of the runs\n");
        return 2;
    }
    banshi::testing::powercut::Campaign campaign(folder / "data", isFull);
    for (std::uint64_t run = 0; run < runs; ++run)
        campaign.cut(seed * 1'000'003 + run);
    std::filesystem::remove_all(folder);
    const auto& tally = campaign.tally();
    std::printf("{\"mode\":\"%s\",\"seed\":%llu,\"runs\":%lld,\"acknowledged\":%lld,\"lost\":%lld,\"doubled\":%lld,"
                "\"quarantined\":%lld,\"unusable\":%lld}\n",
                isFull ? "full" : "normal", static_cast<unsigned long long>(seed), static_cast<long long>(tally.runs),
                static_cast<long long>(tally.acknowledged), static_cast<long long>(tally.lost),
                static_cast<long long>(tally.doubled), static_cast<long long>(tally.quarantined),
                static_cast<long long>(tally.unusable));
    const bool isClean = tally.lost == 0 && tally.doubled == 0 && tally.unusable == 0;
    return isFull == isClean && tally.acknowledged > 0 ? 0 : 1;
}
