// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/face/codes.h"
#include "banshi/face/landmarker.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace banshi::face
{

/// What a LivenessVote thinks of one frame. Threads: plain value.
struct Opinion
{
    double person = 1;   ///< how sure it is that a living person stands there, 0 to 1
    bool doubts = false; ///< less sure than it must be
};

/// A second look at the face of a proof of life: a network that knows prints and screens, or the port of a camera of
/// infrared or depth, whose adapter judges its own picture of the same moment. It may make the proof ask again or fail
/// and never proves anything. Threads: one object, one thread.
class LivenessVote
{
public:
    virtual ~LivenessVote() = default;

    /// What it thinks of the face with `points` in `frame`, taken at `now`; nothing when it cannot tell (no picture of
    /// its own at that moment, a face at the edge). Takes at most a few milliseconds.
    [[nodiscard]] virtual std::optional<Opinion> ask(base::MonoTime now, ImageView frame, const Landmarks& points) = 0;
    /// Overwrites what it keeps of the last face.
    virtual void forget() {}
};

/// The part of a picture that a network for prints and screens is shown: `crop` times the face from the hairline to
/// the chin, moved into the picture, smaller where the picture is too small. Nothing for points without extent.
[[nodiscard]] std::optional<Box> cropOf(const Landmarks& points, double crop, int width, int height);

/// A network by its manifest (`*.model.toml` of the kind `onnx-liveness`, face/README.md), read by OpenCV's dnn:
/// MiniFASNet and its kind. *Errors:* ManifestMissing, ManifestWrong, ModelMissing, ModelChecksum, ModelUnusable. Reads
/// files: up to 0.1 s.
[[nodiscard]] Result<std::unique_ptr<LivenessVote>> loadLivenessVote(const std::filesystem::path& manifest);

} // namespace banshi::face
