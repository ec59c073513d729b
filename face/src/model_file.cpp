// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_file.h"

#include <algorithm>
#include <fstream>

namespace banshi::face
{

namespace
{

constexpr std::size_t kLargestManifest = 64 * 1024;
constexpr std::uintmax_t kLargestModel = 512U * 1024 * 1024;
constexpr auto kAttendant = base::Retry::NeedsAttendant;

bool isSha256(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

ModelFile readModelFile(base::ConfigTable& model, const std::filesystem::path& manifest)
{
    ModelFile file;
    file.id = model.text("id", "a short name for records, e.g. \"sface-2021\"");
    file.path = manifest.parent_path() / model.text("file", "the network's file, relative to the manifest");
    file.sha256 = model.text("sha256", "the file's SHA-256 in 64 hexadecimal digits");
    if (!file.sha256.empty() && !isSha256(file.sha256))
        model.fault("sha256", "not a SHA-256 sum", "64 lower-case hexadecimal digits");
    file.licence = model.text("licence", "the licence under which the site may use it");
    file.source = model.text("source", "where it comes from");
    return file;
}

PixelFormat readPixels(base::ConfigTable& input)
{
    PixelFormat format;
    format.rgb = input.choice("order", {"rgb", "bgr"}) == "rgb";
    format.scale = input.numberOr("scale", 1, 1e-6, 1e3);
    format.mean = input.numberOr("mean", 0, -255, 255);
    return format;
}

std::string textOf(const std::vector<base::ConfigFault>& faults)
{
    std::string all;
    for (const auto& fault : faults)
        all += (all.empty() ? "" : "; ") + fault.text();
    return all;
}

Result<std::string> readManifestText(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        return base::fail(Code::ManifestMissing, "no manifest at " + path.string(), kAttendant);
    std::string text(kLargestManifest + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    if (text.size() > kLargestManifest)
        return base::fail(Code::ManifestWrong, "the manifest is larger than 64 KiB", kAttendant);
    return text;
}

Result<std::string> readModelBytes(const std::filesystem::path& path, const std::string& sha256)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        return base::fail(Code::ModelMissing, "no readable model at " + path.string(), kAttendant);
    if (size > kLargestModel)
        return base::fail(Code::ModelUnusable, "the model is larger than 512 MiB", kAttendant);
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (static_cast<std::uintmax_t>(file.gcount()) != size)
        return base::fail(Code::ModelMissing, "the model could not be read to its end", kAttendant);
    if (sha256Hex(bytes) != sha256)
        return base::fail(Code::ModelChecksum, "the model's SHA-256 is not the manifest's", kAttendant);
    return bytes;
}

} // namespace banshi::face
