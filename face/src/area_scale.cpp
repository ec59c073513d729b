// SPDX-License-Identifier: GPL-3.0-or-later
#include "area_scale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/core/hal/intrin.hpp>
#include <vector>

namespace banshi::face
{

namespace
{

constexpr int kMost = 3; // pixels that one covers at most when the factor is above a half

/// The pixels that one pixel of the smaller picture covers, and their shares.
struct Cover
{
    int first = 0;
    std::array<float, kMost> shares{};
};

std::vector<Cover> coversOf(int from, int to, double step)
{
    std::vector<Cover> covers(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i)
    {
        const double begin = std::min(i * step, from - 1.0);
        const double end = std::min(begin + step, static_cast<double>(from));
        Cover& cover = covers[static_cast<std::size_t>(i)];
        cover.first = std::clamp(static_cast<int>(begin), 0, std::max(0, from - kMost));
        for (int k = 0; k < kMost; ++k)
        {
            const double covered = std::min(end, cover.first + k + 1.0) - std::max(begin, cover.first + k + 0.0);
            cover.shares[static_cast<std::size_t>(k)] = static_cast<float>(std::max(0.0, covered) / (end - begin));
        }
    }
    return covers;
}

/// Four pixels that may begin at any byte: OpenCV's v_load_expand_q reads them as an aligned int.
cv::v_float32x4 fourFrom(const unsigned char* pixels)
{
    alignas(int) unsigned char four[sizeof(int)];
    std::memcpy(four, pixels, sizeof four);
    return cv::v_cvt_f32(cv::v_reinterpret_as_s32(cv::v_load_expand_q(four)));
}

/// The mean of the three rows from `first` on, a number for each column.
void addRows(const cv::Mat& grey, const Cover& cover, float* sums)
{
    const unsigned char* rows[kMost];
    for (int k = 0; k < kMost; ++k)
        rows[k] = grey.ptr<unsigned char>(cover.first + k);
    int column = 0;
    for (; column + 4 <= grey.cols; column += 4)
    {
        cv::v_float32x4 sum = cv::v_setall_f32(0);
        for (int k = 0; k < kMost; ++k)
            sum = cv::v_muladd(fourFrom(rows[k] + column), cv::v_setall_f32(cover.shares[static_cast<std::size_t>(k)]),
                               sum);
        cv::v_store(sums + column, sum);
    }
    for (; column < grey.cols; ++column)
    {
        sums[column] = 0;
        for (int k = 0; k < kMost; ++k)
            sums[column] += static_cast<float>(rows[k][column]) * cover.shares[static_cast<std::size_t>(k)];
    }
}

} // namespace

cv::Mat areaScaled(const cv::Mat& grey, double factor)
{
    const cv::Size size(cv::saturate_cast<int>(grey.cols * factor), cv::saturate_cast<int>(grey.rows * factor));
    if (grey.cols < kMost || grey.rows < kMost || size.empty() || size == grey.size())
        return grey.clone();
    const std::vector<Cover> columns = coversOf(grey.cols, size.width, 1 / factor);
    const std::vector<Cover> rows = coversOf(grey.rows, size.height, 1 / factor);
    std::vector<float> sums(static_cast<std::size_t>(grey.cols));
    cv::Mat scaled(size, CV_8UC1);
    for (int row = 0; row < size.height; ++row)
    {
        addRows(grey, rows[static_cast<std::size_t>(row)], sums.data());
        unsigned char* out = scaled.ptr<unsigned char>(row);
        for (const Cover& cover : columns)
        {
            const float* from = sums.data() + cover.first;
            const float mean = from[0] * cover.shares[0] + from[1] * cover.shares[1] + from[2] * cover.shares[2];
            *out++ = static_cast<unsigned char>(mean + 0.5F);
        }
    }
    return scaled;
}

} // namespace banshi::face
