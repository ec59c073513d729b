// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/matcher.h"

#include <filesystem>
#include <string>

namespace banshi::face
{

/// How a network wants its pixels.
struct PixelFormat
{
    bool rgb = true;  ///< order of the input's channels
    double scale = 1; ///< input = (pixel - mean) · scale
    double mean = 0;
};

/// What `*.model.toml` says about a matcher's network: which file, whose, how it wants its input, and where its
/// thresholds come from. The format stands in face/README.md. Threads: plain value.
struct ModelManifest
{
    std::string id;
    std::filesystem::path file; ///< absolute, or relative to the working directory as the manifest's own path is
    std::string kind = "onnx";  ///< `onnx`, or a network of dlib's: `dlib-rendered`, `dlib-resnet`, `dlib-densenet`
    std::string sha256;         ///< 64 lower-case hexadecimal digits
    std::string licence;
    std::string source;
    bool demonstration = false; ///< always true for `dlib-rendered`
    AlignTemplate alignment;
    PixelFormat pixels;
    double accept = 0; ///< cosine
    double reject = 0;
    std::vector<FarThreshold> levels; ///< accept by false accept rate, the largest rate first
    std::string measuredOn;           ///< data set, conditions and date of the thresholds

    /// Reads a manifest. *Errors:* ManifestMissing (no such file, or unreadable), ManifestWrong (detail: every fault
    /// with line and what would be right).
    [[nodiscard]] static Result<ModelManifest> read(const std::filesystem::path& path);
    /// Parses the text of a manifest; `path` tells where `file` is relative to. *Errors:* ManifestWrong.
    [[nodiscard]] static Result<ModelManifest> parse(const std::string& text, const std::filesystem::path& path);
};

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace banshi::face
