// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"

#include <memory>
#include <string>
#include <vector>

namespace banshi::bench
{

/// The pipeline that every guide shows, from the same libraries: dlib's detector over the whole frame, Debian's 68
/// points, a network of the shape of dlib's ResNet for each picture, nothing kept from frame to frame. Threads: one.
class StockFace
{
public:
    /// `weights`: what writeWeights() wrote; without them only points() works. Without Debian's file of points
    /// (libdlib-data) the points are left out, in the stock pipeline's favour.
    explicit StockFace(const std::string& weights);
    ~StockFace();
    StockFace(const StockFace&) = delete;
    StockFace& operator=(const StockFace&) = delete;

    /// Writes made-up weights. Returns false when the file cannot be written.
    [[nodiscard]] static bool writeWeights(const std::string& file);
    /// Finds the face and its points.
    void points(face::ImageView frame);
    /// Describes the photograph, enlarged three times, and each frame.
    void verify(face::ImageView chip, const std::vector<face::ImageView>& frames);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace banshi::bench
