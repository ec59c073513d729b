// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/image.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace banshi::face::trials
{

/// What stands before the camera, or is wrong with the picture.
enum class Scene
{
    Good,
    Nobody,
    TwoPeople,
    Mask,
    Dark,
    Blurred,
    Turned,
    TooFar,
    TooClose,
    Raised, ///< the chin
    Lowered,
    Glare,
};

inline constexpr Scene kScenes[] = {Scene::Good,     Scene::Nobody,  Scene::TwoPeople, Scene::Mask,
                                    Scene::Dark,     Scene::Blurred, Scene::Turned,    Scene::TooFar,
                                    Scene::TooClose, Scene::Raised,  Scene::Lowered,   Scene::Glare};

/// Name of a scene for reports.
[[nodiscard]] const char* nameOf(Scene scene);
/// The advice that helps; nothing for a good frame.
[[nodiscard]] std::optional<Code> helpFor(Scene scene);
/// One frame of 640×480 of the scene; person, place, light and strength come from `seed`.
[[nodiscard]] Image renderScene(Scene scene, std::uint64_t seed);

/// The chip's photograph of the person in renderScene() with that seed.
[[nodiscard]] Image renderChip(std::uint64_t seed);

/// Which frames are made.
struct AdvicePlan
{
    int runs = 100;         ///< of each scene
    std::uint64_t seed = 1; ///< of the first frame; the others follow
};

/// What came out for one scene.
struct SceneReport
{
    Scene scene = Scene::Good;
    int runs = 0;
    int right = 0; ///< frames with the advice that helps
    std::map<std::string, int>
        others; ///< wrong advice: dotted codes, `none` for no advice, `chip`: the photograph was refused
};

/// Shows each frame to the kit as the first of a camera, after the person's chip photograph. About 25 ms a frame.
[[nodiscard]] std::vector<SceneReport> measureAdvice(const AdvicePlan& plan);
/// Share of the right advice over all frames.
[[nodiscard]] double rightShare(const std::vector<SceneReport>& reports);
/// `{"right":SHARE,"scenes":[{"name","runs","right","others":{}}]}` as one line.
[[nodiscard]] std::string toJson(const std::vector<SceneReport>& reports);

} // namespace banshi::face::trials
