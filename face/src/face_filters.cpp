// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_filters.h"

#include <opencv2/core/hal/intrin.hpp>

namespace banshi::face
{

namespace
{

constexpr std::size_t kLanes = 4;

} // namespace

FaceFilters::FaceFilters(std::size_t rows, std::size_t columns)
    : m_rows(rows), m_columns(columns), m_weights(rows * columns * kCount * kNumbers)
{
}

void FaceFilters::score(const float* cells, std::size_t stride, double (&scores)[kCount]) const
{
    const std::size_t run = m_columns * kNumbers;
    const std::size_t whole = run - run % kLanes;
    cv::v_float32x4 sums[kCount];
    for (auto& sum : sums)
        sum = cv::v_setall_f32(0);
    float rest[kCount] = {};
    const float* weights = m_weights.data();
    for (std::size_t row = 0; row < m_rows; ++row, cells += stride, weights += kCount * run)
    {
        for (std::size_t i = 0; i < whole; i += kLanes)
        {
            const cv::v_float32x4 cell = cv::v_load(cells + i);
            for (std::size_t filter = 0; filter < kCount; ++filter) // unrolled by the compiler
                sums[filter] = cv::v_muladd(cell, cv::v_load(weights + filter * run + i), sums[filter]);
        }
        for (std::size_t i = whole; i < run; ++i)
            for (std::size_t filter = 0; filter < kCount; ++filter)
                rest[filter] += cells[i] * weights[filter * run + i];
    }
    for (std::size_t filter = 0; filter < kCount; ++filter)
        scores[filter] = static_cast<double>(cv::v_reduce_sum(sums[filter])) + static_cast<double>(rest[filter]);
}

} // namespace banshi::face
