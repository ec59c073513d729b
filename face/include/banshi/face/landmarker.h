// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"

#include <array>
#include <memory>
#include <optional>

namespace banshi::face
{

/// Number of points that the Landmarker finds.
inline constexpr std::size_t kLandmarks = 9;

/// Which point stands where in Landmarks::points; left and right as seen in the picture.
enum class Landmark : std::size_t
{
    LeftOuterCorner,
    LeftInnerCorner,
    RightInnerCorner,
    RightOuterCorner,
    LeftPupil,
    RightPupil,
    NoseTip,
    MouthLeft,
    MouthRight,
};

/// Points of one face in pixels.
struct Landmarks
{
    std::array<Point, kLandmarks> points{};

    [[nodiscard]] Point at(Landmark which) const { return points[static_cast<std::size_t>(which)]; }
    /// Centres of the eyes: each the mean of its corners and its pupil, steady also when the eye shuts.
    [[nodiscard]] Eyes eyes() const;
    /// How far the tip of the nose lies beside the middle of the face, in eye distances: 0 looking straight, about
    /// 0.25 for a head turned by 15 degrees; positive to the right of the picture.
    [[nodiscard]] double turn() const;
};

/// Finds eyes, nose and mouth in a face that the detector has found, with a regression-tree predictor (Kazemi and
/// Sullivan, CVPR 2014) which the project trains on the faces that it renders itself; the model is part of the
/// program (`face/data/landmarks.dat`). Threads: any.
class Landmarker
{
public:
    Landmarker();
    ~Landmarker();
    Landmarker(Landmarker&& other) noexcept;
    Landmarker& operator=(Landmarker&& other) noexcept;

    /// The points of `face`, a box of Detector; nothing when the box lies outside the picture or is smaller than
    /// 24 pixels. Below 1 ms.
    [[nodiscard]] std::optional<Landmarks> find(ImageView picture, const Box& face) const;

private:
    struct Model;
    std::unique_ptr<Model> m_model;
};

} // namespace banshi::face
