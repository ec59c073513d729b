// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"

#include <string_view>
#include <vector>

namespace banshi::face
{

/// Kind of manifests whose network was trained on rendered people alone: for demonstrations, whatever its manifest
/// says.
inline constexpr std::string_view kRenderedKind = "dlib-rendered";
/// Kind of manifests whose network lets 4 % of strangers in at its usual threshold (face/README.md): for measuring
/// only.
inline constexpr std::string_view kBarredKind = "dlib-densenet";

/// A network that somebody else has loaded: aligned face in, numbers out. Threads: one.
class Network
{
public:
    virtual ~Network() = default;
    /// Throws std::exception when the network fails.
    [[nodiscard]] virtual std::vector<float> run(ImageView aligned) = 0;
};

/// Reads an ONNX network with OpenCV's dnn. Throws std::exception.
[[nodiscard]] std::unique_ptr<Network> loadOnnx(const PixelFormat& pixels, std::string_view bytes);
/// Reads a network of dlib's, by the manifest's kind. Throws std::exception.
[[nodiscard]] std::unique_ptr<Network> loadDlib(const ModelManifest& manifest, std::string_view bytes);

/// The same of the kind that may be measured but never decides (kBarredKind).
[[nodiscard]] std::unique_ptr<Network> loadDensenet(std::string_view bytes);

/// A matcher from a manifest and the bytes of its network, tried once on a blank face. *Errors:* ModelUnusable.
[[nodiscard]] Result<std::unique_ptr<Matcher>> makeNetworkMatcher(const ModelManifest& manifest,
                                                                  std::string_view bytes);

} // namespace banshi::face
