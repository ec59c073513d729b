// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/landmarker.h"
#include "banshi/face/rendered/identity.h"

#include <memory>

namespace banshi::face::rendered
{

/// How the head is held, what the face does and wears.
struct Pose
{
    double yaw = 0;        ///< degrees, positive turns the nose to the right of the picture
    double pitch = 0;      ///< degrees, positive looks down
    double roll = 0;       ///< degrees, positive tilts clockwise in the picture
    double x = 0;          ///< millimetres to the right of the optical axis
    double y = 0;          ///< millimetres below it
    double distance = 600; ///< millimetres from the lens to the head's axis
    double blink = 0;      ///< 0 eyes open, 1 shut
    double mouth = 0;      ///< 0 shut, 1 wide open
    bool glasses = false;  ///< the person's own pair
    bool mask = false;     ///< over mouth and nose
    double glare = 0;      ///< a lamp in the lenses of the glasses: 0 none, 1 hides both eyes
};

/// Light, room and camera.
struct Scene
{
    double lightAzimuth = 12;   ///< degrees; positive: from the right
    double lightElevation = 35; ///< degrees above the horizon
    double light = 0.75;        ///< directed part, 0 to 1.5
    double ambient = 0.42;      ///< even part, 0 to 1
    double noise = 2.5;         ///< sensor noise, standard deviation in grey levels
    std::uint64_t seed = 1;     ///< room and noise
    bool plain = false;         ///< a white wall instead of a room (identity photographs)
    double focal = 870;         ///< focal length in pixels
};

/// Where the renderer put the features, in pixels.
struct FaceTruth
{
    Eyes eyes; ///< pupils
    Landmarks points;
};

/// Draws one invented person: a head made of a mesh and a painted skin, lit, with hair, neck and clothes, before a
/// room. Costs about 10 ms for 640×480. Threads: one object, one thread.
class HeadRenderer
{
public:
    explicit HeadRenderer(const Identity& person);
    ~HeadRenderer();
    HeadRenderer(const HeadRenderer&) = delete;
    HeadRenderer& operator=(const HeadRenderer&) = delete;

    [[nodiscard]] const Identity& person() const;
    /// Renders a frame of `width` × `height` pixels (each 16 to 4096).
    [[nodiscard]] Image render(const Pose& pose, const Scene& scene, int width, int height);
    /// Where render() puts the features with the same arguments.
    [[nodiscard]] FaceTruth truth(const Pose& pose, const Scene& scene, int width, int height) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// One frame as the kiosk's face camera sees it.
[[nodiscard]] Image renderFrame(const Identity& person, const Pose& pose = {}, int width = 640, int height = 480);
/// The same room without anybody.
[[nodiscard]] Image renderRoom(const Scene& scene, int width, int height);

} // namespace banshi::face::rendered
