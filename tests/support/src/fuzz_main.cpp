// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a libFuzzer entry point without libFuzzer: seeded random inputs and mutations of the files given, so that every
// build keeps the fuzz targets working. Coverage-guided runs use the `fuzz` preset.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace
{

using Bytes = std::vector<std::uint8_t>;

Bytes mutated(Bytes input, std::mt19937_64& random)
{
    const auto steps = 1 + random() % 8;
    for (std::uint64_t step = 0; step < steps && !input.empty(); ++step)
    {
        const std::size_t at = random() % input.size();
        switch (random() % 4)
        {
        case 0:
            input[at] = static_cast<std::uint8_t>(random());
            break;
        case 1:
            input.erase(input.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 2:
            input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(random()));
            break;
        default:
            input[at] ^= static_cast<std::uint8_t>(1U << (random() % 8));
            break;
        }
    }
    return input;
}

Bytes randomBytes(std::mt19937_64& random)
{
    constexpr std::size_t kLongest = 4096;
    Bytes input(random() % kLongest);
    for (auto& byte : input)
        byte = static_cast<std::uint8_t>(random());
    return input;
}

} // namespace

int main(int argc, char** argv)
{
    std::uint64_t runs = 1000;
    std::uint64_t seed = 1;
    std::vector<Bytes> corpus;
    for (int i = 1; i < argc; ++i)
    {
        const std::string argument = argv[i];
        if (argument == "--runs" && i + 1 < argc)
            runs = std::strtoull(argv[++i], nullptr, 10);
        else if (argument == "--seed" && i + 1 < argc)
            seed = std::strtoull(argv[++i], nullptr, 10);
        else
        {
            std::ifstream file(argument, std::ios::binary);
            corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        }
    }
    std::mt19937_64 random(seed);
    for (std::uint64_t run = 0; run < runs; ++run)
    {
        const bool mutate = !corpus.empty() && random() % 4 != 0;
        const Bytes input = mutate ? mutated(corpus[random() % corpus.size()], random) : randomBytes(random);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    std::printf("%llu inputs, seed %llu\n", static_cast<unsigned long long>(runs),
                static_cast<unsigned long long>(seed));
    return 0;
}
