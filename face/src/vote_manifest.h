// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model_file.h"

namespace banshi::face
{

/// What a manifest of the kind `onnx-liveness` says; the format stands in face/README.md.
struct VoteManifest
{
    ModelFile file;
    PixelFormat pixels;
    int width = 0; ///< pixels of the input
    int height = 0;
    double crop = 1;         ///< times the face
    std::size_t classes = 2; ///< numbers of the output
    std::size_t person = 1;  ///< which of them is the living person's
    bool softmax = true;     ///< they are still to be turned into shares
    double least = 0.5;      ///< share of the person below which there is doubt
};

/// Parses the text of such a manifest; `path` tells where its file is relative to. *Errors:* ManifestWrong.
[[nodiscard]] Result<VoteManifest> parseVoteManifest(const std::string& text, const std::filesystem::path& path);

} // namespace banshi::face
