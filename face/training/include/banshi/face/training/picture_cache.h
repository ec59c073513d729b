// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace banshi::face::training
{

/// Numbers that describe how an identity was drawn; what the network learns to read off a picture first.
inline constexpr std::size_t kTraits = 36;
using Traits = std::array<float, kTraits>;

/// Aligned pictures of rendered people as the network gets them, 64×80 BGR. Threads: plain value.
struct PictureCache
{
    struct Entry
    {
        std::uint32_t person = 0;
        std::vector<std::uint8_t> bgr; ///< rows without padding
    };

    std::vector<Traits> people; ///< raw, not scaled
    std::vector<Entry> pictures;
};

/// Which people are rendered, and how often.
struct CachePlan
{
    std::uint64_t firstSeed = 2'000'000; ///< away from those of demo, tests, landmarks and calibration
    int people = 2053;
    int chips = 2; ///< photographs of cards a person
    int live = 8;  ///< camera pictures a person
    int threads = 1;
};

/// Renders people in all poses and lights and runs the kit's own detector, landmarks and alignment over every picture;
/// those without a face are left out. About 0.15 s a person. The same plan gives the same cache.
[[nodiscard]] PictureCache renderCache(const CachePlan& plan);
/// Keeps a cache in a file. *Errors:* a sentence for developers.
[[nodiscard]] base::Result<std::size_t, std::string> writeCache(const PictureCache& cache,
                                                                const std::filesystem::path& file);
/// Reads what writeCache() wrote. *Errors:* a sentence for developers.
[[nodiscard]] base::Result<PictureCache, std::string> readCache(const std::filesystem::path& file);

} // namespace banshi::face::training
