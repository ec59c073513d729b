// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/config_table.h"
#include "banshi/face/model_manifest.h"

#include <filesystem>
#include <string>

namespace banshi::face
{

/// What every manifest says about the file of its network.
struct ModelFile
{
    std::string id;
    std::filesystem::path path; ///< absolute, or relative to the working directory as the manifest's own path is
    std::string sha256;
    std::string licence;
    std::string source;
};

/// Reads `[model]` apart from its kind; faults are noted in `model`. `manifest` tells where the file is relative to.
[[nodiscard]] ModelFile readModelFile(base::ConfigTable& model, const std::filesystem::path& manifest);
/// Reads the pixels' part of `[input]`.
[[nodiscard]] PixelFormat readPixels(base::ConfigTable& input);
/// Every fault in one line for developers.
[[nodiscard]] std::string textOf(const std::vector<base::ConfigFault>& faults);

/// The text of a manifest. *Errors:* ManifestMissing, ManifestWrong (larger than 64 KiB).
[[nodiscard]] Result<std::string> readManifestText(const std::filesystem::path& path);
/// The bytes of a network. *Errors:* ModelMissing, ModelUnusable (larger than 512 MiB), ModelChecksum.
[[nodiscard]] Result<std::string> readModelBytes(const std::filesystem::path& path, const std::string& sha256);

} // namespace banshi::face
