// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace banshi::face::eval
{

namespace
{

constexpr double kNormal95 = 1.959964; // quantile of the normal distribution for 95 %

std::size_t countFrom(const std::vector<double>& values, double threshold)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(values, [threshold](double value) { return value >= threshold; }));
}

/// The threshold with most right answers in `list`.
double bestThreshold(std::vector<Comparison> list)
{
    std::ranges::sort(list, {}, &Comparison::score);
    // Below all: everybody accepted.
    auto right = static_cast<std::ptrdiff_t>(std::ranges::count_if(list, &Comparison::same));
    auto most = right;
    double best = list.empty() ? 0 : list.front().score;
    for (std::size_t i = 0; i < list.size(); ++i)
    {
        right += list[i].same ? -1 : 1;
        const bool last = i + 1 == list.size();
        if (right > most && (last || list[i + 1].score > list[i].score))
        {
            most = right;
            best = last ? list[i].score + 1e-9 : (list[i].score + list[i + 1].score) / 2;
        }
    }
    return best;
}

} // namespace

Interval wilson(std::size_t hits, std::size_t trials)
{
    if (trials == 0)
        return {};
    const auto n = static_cast<double>(trials);
    const double p = static_cast<double>(hits) / n;
    const double square = kNormal95 * kNormal95;
    const double middle = (p + square / (2 * n)) / (1 + square / n);
    const double half = kNormal95 / (1 + square / n) * std::sqrt(p * (1 - p) / n + square / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::size_t comparisonsFor(double far)
{
    return static_cast<std::size_t>(std::ceil(3 / far - 1e-6));
}

Operating operatingAt(const Scores& scores, double far)
{
    std::vector<double> impostor = scores.impostor;
    std::ranges::sort(impostor, std::greater());
    Operating at;
    at.far = far;
    const auto allowed = static_cast<std::size_t>(std::floor(far * static_cast<double>(impostor.size()) + 1e-9));
    // Just above the first one that may no longer be accepted.
    at.threshold = allowed < impostor.size()
                       ? std::nextafter(impostor[allowed], std::numeric_limits<double>::infinity())
                       : impostor.back();
    at.accepted = countFrom(impostor, at.threshold);
    const std::size_t known = countFrom(scores.genuine, at.threshold);
    at.tar = static_cast<double>(known) / static_cast<double>(scores.genuine.size());
    at.tarInterval = wilson(known, scores.genuine.size());
    at.carried = impostor.size() >= comparisonsFor(far);
    return at;
}

std::optional<double> equalErrorRate(const Scores& scores)
{
    if (scores.genuine.empty() || scores.impostor.empty())
        return std::nullopt;
    std::vector<double> genuine = scores.genuine;
    std::vector<double> impostor = scores.impostor;
    std::ranges::sort(genuine);
    std::ranges::sort(impostor);
    double best = 2;
    double rate = 1;
    const auto consider = [&](double threshold) {
        const double refused = static_cast<double>(std::ranges::lower_bound(genuine, threshold) - genuine.begin()) /
                               static_cast<double>(genuine.size());
        const double accepted = static_cast<double>(impostor.end() - std::ranges::lower_bound(impostor, threshold)) /
                                static_cast<double>(impostor.size());
        if (std::abs(refused - accepted) < best)
        {
            best = std::abs(refused - accepted);
            rate = (refused + accepted) / 2;
        }
    };
    for (const double threshold : genuine)
    {
        consider(threshold);
        consider(std::nextafter(threshold, std::numeric_limits<double>::infinity()));
    }
    return rate;
}

double falseNonMatches(const std::vector<double>& genuine, double threshold)
{
    if (genuine.empty())
        return 0;
    return static_cast<double>(genuine.size() - countFrom(genuine, threshold)) / static_cast<double>(genuine.size());
}

std::optional<Accuracy> foldAccuracy(const std::vector<Comparison>& list, std::size_t folds)
{
    if (folds < 2 || list.size() < folds)
        return std::nullopt;
    std::vector<double> accuracies;
    for (std::size_t fold = 0; fold < folds; ++fold)
    {
        const std::size_t first = list.size() * fold / folds;
        const std::size_t end = list.size() * (fold + 1) / folds;
        std::vector<Comparison> others(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(first));
        others.insert(others.end(), list.begin() + static_cast<std::ptrdiff_t>(end), list.end());
        const double threshold = bestThreshold(std::move(others));
        std::size_t right = 0;
        for (std::size_t i = first; i < end; ++i)
            right += (list[i].score >= threshold) == list[i].same ? 1 : 0;
        accuracies.push_back(static_cast<double>(right) / static_cast<double>(end - first));
    }
    Accuracy result;
    for (const double accuracy : accuracies)
        result.mean += accuracy / static_cast<double>(folds);
    for (const double accuracy : accuracies)
        result.deviation += (accuracy - result.mean) * (accuracy - result.mean) / static_cast<double>(folds - 1);
    result.deviation = std::sqrt(result.deviation);
    return result;
}

} // namespace banshi::face::eval
