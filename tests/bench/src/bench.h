// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace banshi::bench
{

/// What a bench gets. Threads: plain value.
struct Order
{
    int runs = 20;                  ///< samples, 1…100,000
    std::uint64_t seed = 1;         ///< of everything that is chosen at random
    std::filesystem::path source;   ///< the source tree
    std::filesystem::path programs; ///< folder of the built programs
    std::filesystem::path folder;   ///< empty folder on a real disk, for the bench alone
    bool onlyAgainst = false;       ///< measure only what it is compared with
};

/// Why a bench could not be measured; what() is for developers.
class Broken : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Why a bench has nothing to measure here (a model or data set that is not on this machine); what() is for developers.
class Skipped : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// One line of the output: our samples beside those of something plain that does the least that could do.
struct Row
{
    std::string bench;
    std::string metric;
    std::string unit;
    std::vector<double> samples;
    std::string against;        ///< what it is compared with, in words
    std::string againstCommand; ///< the command that measures that alone
    std::vector<double> againstSamples;
};

/// The row as one line of JSON, with median and ratio; these are null where there are no samples.
[[nodiscard]] std::string toJson(const Row& row);

/// Writes a manifest of ../shared/models' MobileFaceNet into the order's folder. Errors: Skipped, Broken.
[[nodiscard]] QString mobileFaceNetManifest(const Order& order);

/// The benches. Each alternates between ours and the other, so that a slow moment of the machine meets both.
/// Errors: Broken with the cause, Skipped.
[[nodiscard]] Row searchBench(const Order& order);
[[nodiscard]] Row acceptBench(const Order& order);
[[nodiscard]] Row verifyBench(const Order& order);
[[nodiscard]] Row faceTrackBench(const Order& order);
[[nodiscard]] Row faceOnnxBench(const Order& order);
[[nodiscard]] Row faceReferenceBlasBench(const Order& order);
[[nodiscard]] Row faceOpenBlasBench(const Order& order);
[[nodiscard]] Row faceLoadBench(const Order& order);
[[nodiscard]] Row faceMemoryBench(const Order& order);
[[nodiscard]] Row faceCpuBench(const Order& order);
[[nodiscard]] Row faceRenderedBench(const Order& order);
[[nodiscard]] Row faceOrlBench(const Order& order);
[[nodiscard]] Row attackBench(const Order& order);
[[nodiscard]] Row refusedPeopleBench(const Order& order);
[[nodiscard]] Row adviceBench(const Order& order);
[[nodiscard]] Row renderBench(const Order& order);
[[nodiscard]] Row coldStartBench(const Order& order);
[[nodiscard]] Row socketBench(const Order& order);
[[nodiscard]] Row drainBench(const Order& order);
[[nodiscard]] Row roundTripMedianBench(const Order& order);
[[nodiscard]] Row roundTripSlowBench(const Order& order);
[[nodiscard]] Row hostStartBench(const Order& order);
[[nodiscard]] Row hostMemoryBench(const Order& order);
[[nodiscard]] Row killCompletionBench(const Order& order);
[[nodiscard]] Row killBackBench(const Order& order);
[[nodiscard]] Row idCardOverheadBench(const Order& order);
[[nodiscard]] Row previewCpuBench(const Order& order);
/// One row for each way in which a visit can end.
[[nodiscard]] std::vector<Row> frontAfterEndBench(const Order& order);

} // namespace banshi::bench
