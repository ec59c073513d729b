// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"
#include "banshi/face/landmarker.h"

#include <array>
#include <optional>

namespace cv
{
class Mat;
}

namespace banshi::face
{

/// What one frame tells about a living face, in units that do not depend on size. Threads: plain value.
struct Signals
{
    double eyes = 0;   ///< height of the eyes' openings over their width: about 0.27 open, half of that shut
    double mouth = 0;  ///< height of the opening between the lips over its width: below 0.1 shut, about 0.28 open
    double turn = 0;   ///< Landmarks::turn(): how far the nose stands out to one side, in eye distances
    double nod = 0;    ///< Landmarks::nod(): more with the chin down
    double depth = 0;  ///< part of that which no flat picture has: residual of the nose in the best affine map of the
                       ///< first frontal frame's points onto this one's, in eye distances
    double aspect = 0; ///< distance of the eyes over their height above the lips: less for whatever is turned
    double grid = 0;   ///< strongest regular pattern in the fine grain of the cheeks, against the grain's mean
    double bands = 0;  ///< brightness that changes from row to row between this frame and the last, share of the mean
    bool fits = true;  ///< distance and light are as the gate wants them
    std::optional<bool> doubted = {}; ///< a LivenessVote doubts that a person stands there; nothing: none was asked
    Box box;
};

/// Brightness of a face row by row.
inline constexpr std::size_t kRows = 112;
using Rows = std::array<float, kRows>;

/// Measures Signals on the frames of one camera. Threads: one.
class SignalMeter
{
public:
    /// Measures the face with `points` in `frame`; nothing when it cannot be aligned.
    [[nodiscard]] std::optional<Signals> measure(ImageView frame, const Landmarks& points, const Box& box);
    /// Forgets the person before.
    void reset();

private:
    [[nodiscard]] double bandsOf(const cv::Mat& face);

    std::optional<Landmarks> m_frontal;
    std::optional<Rows> m_rows;
};

} // namespace banshi::face
