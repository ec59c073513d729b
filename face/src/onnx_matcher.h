// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"

namespace banshi::face
{

/// Loads the network of `manifest` with OpenCV's dnn module (4.6: ONNX operator sets up to 11 work; `Clip` with three
/// inputs does not) after checking the file's sum, and tries it once on an empty picture.
/// *Errors:* ModelMissing, ModelChecksum, ModelUnusable.
[[nodiscard]] Result<std::unique_ptr<Matcher>> makeOnnxMatcher(const ModelManifest& manifest);

} // namespace banshi::face
