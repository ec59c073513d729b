// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"

#include <array>
#include <cstdlib>
#include <vector>

namespace
{

/// Turns the first byte into one of the known beginnings, so that random input reaches the readers behind them.
std::vector<std::uint8_t> withBeginning(std::span<const std::uint8_t> input)
{
    static constexpr std::array<std::uint8_t, 24> kJpeg{0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0};
    static constexpr std::array<std::uint8_t, 29> kPng{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0,
                                                       0,    13,  'I', 'H', 'D',  'R',  0,    0,    0, 16,
                                                       0,    0,   0,   16,  8,    2,    0,    0,    0};
    static constexpr std::array<std::uint8_t, 16> kWebp{'R', 'I', 'F', 'F', 80,  0,   0,   0,
                                                        'W', 'E', 'B', 'P', 'V', 'P', '8', ' '};
    if (input.empty())
        return {};
    std::vector<std::uint8_t> file;
    switch (input[0] % 4)
    {
    case 0:
        file.assign(kJpeg.begin(), kJpeg.begin() + 15);
        break;
    case 1:
        file.assign(kPng.begin(), kPng.end());
        break;
    case 2:
        file.assign(kWebp.begin(), kWebp.end());
        break;
    default:
        break;
    }
    file.insert(file.end(), input.begin() + 1, input.end());
    return file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    for (const auto& file : {std::vector<std::uint8_t>(data, data + size), withBeginning({data, size})})
    {
        const auto image = banshi::face::decodeImage(file);
        if (image && (image->width() > banshi::face::kLargestImageSide || image->empty()))
            std::abort();
    }
    return 0;
}
