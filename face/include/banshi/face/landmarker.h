// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/image.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>

namespace banshi::face
{

/// Number of points that the Landmarker finds.
inline constexpr std::size_t kLandmarks = 68;

/// Which point stands where in Landmarks::points: the order of the iBUG 300-W mark-up (Sagonas et al., 2013). Left and
/// right as seen in the picture; points without a name lie between their neighbours.
enum class Landmark : std::size_t
{
    JawLeft = 0, ///< outline of the face, at the height of the eyes
    Chin = 8,
    JawRight = 16,
    LeftBrowOuter = 17,
    LeftBrowInner = 21,
    RightBrowInner = 22,
    RightBrowOuter = 26,
    NoseBridge = 27, ///< between the eyes
    NoseTip = 30,
    NoseLeft = 31,
    NoseBase = 33,
    NoseRight = 35,
    LeftOuterCorner = 36,
    LeftUpperLidOuter = 37,
    LeftUpperLidInner = 38,
    LeftInnerCorner = 39,
    LeftLowerLidInner = 40,
    LeftLowerLidOuter = 41,
    RightInnerCorner = 42,
    RightUpperLidInner = 43,
    RightUpperLidOuter = 44,
    RightOuterCorner = 45,
    RightLowerLidOuter = 46,
    RightLowerLidInner = 47,
    MouthLeft = 48,
    UpperLipTop = 51,
    MouthRight = 54,
    LowerLipBottom = 57,
    InnerMouthLeft = 60,
    UpperLipInnerLeft = 61,
    UpperLipBottom = 62,
    UpperLipInnerRight = 63,
    InnerMouthRight = 64,
    LowerLipInnerRight = 65,
    LowerLipTop = 66,
    LowerLipInnerLeft = 67,
};

/// Points of one face in pixels.
struct Landmarks
{
    std::array<Point, kLandmarks> points{};

    [[nodiscard]] Point at(Landmark which) const { return points[static_cast<std::size_t>(which)]; }
    /// Centres of the eyes: each the middle of its corners, steady also when the eye shuts.
    [[nodiscard]] Eyes eyes() const;
    /// How far the tip of the nose lies beside the middle of the face, in eye distances: 0 looking straight, about
    /// 0.25 for a head turned by 15 degrees; positive to the right of the picture.
    [[nodiscard]] double turn() const;
    /// Where the tip of the nose lies on the way from the eyes down to the mouth, 0 to 1: about 0.6 looking straight,
    /// more with the chin down. Any view of a flat picture has the same value.
    [[nodiscard]] double nod() const;
    /// Height of the eyes' openings over their width (eye aspect ratio, Soukupova and Cech, CVWW 2016), both eyes'
    /// mean.
    [[nodiscard]] double eyeOpenness() const;
    /// Height of the opening between the lips over its width.
    [[nodiscard]] double mouthOpenness() const;
};

/// Finds the points of a face that the detector has found. Threads: any.
class Landmarker
{
public:
    virtual ~Landmarker() = default;
    /// The points of `face`, a box of Detector; nothing when the box lies outside the picture or is smaller than
    /// 24 pixels.
    [[nodiscard]] virtual std::optional<Landmarks> find(ImageView picture, const Box& face) const = 0;
};

/// A regression-tree predictor (Kazemi and Sullivan, CVPR 2014) which the project trains on the faces that it renders
/// itself; the model is part of the program (`face/data/landmarks.dat`). Below 1 ms a face.
[[nodiscard]] std::unique_ptr<Landmarker> makeLandmarker();
/// The same with another model of 68 points, to compare with: a file of ours or of dlib's; our own for an empty path.
/// *Errors:* ModelMissing, ModelUnusable.
[[nodiscard]] Result<std::unique_ptr<Landmarker>> loadLandmarker(const std::filesystem::path& file);

} // namespace banshi::face
