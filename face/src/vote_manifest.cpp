// SPDX-License-Identifier: GPL-3.0-or-later
#include "vote_manifest.h"

namespace banshi::face
{

Result<VoteManifest> parseVoteManifest(const std::string& text, const std::filesystem::path& path)
{
    auto root = base::ConfigTable::parse(text, path.filename().string());
    if (!root)
        return base::fail(Code::ManifestWrong, textOf(root.error()), base::Retry::NeedsAttendant);
    VoteManifest manifest;
    base::ConfigTable model = root->table("model");
    manifest.file = readModelFile(model, path);
    (void)model.choice("kind", {"onnx-liveness"});
    base::ConfigTable input = root->table("input");
    manifest.pixels = readPixels(input);
    manifest.width = static_cast<int>(input.integer("width", 16, 512));
    manifest.height = static_cast<int>(input.integer("height", 16, 512));
    manifest.crop = input.number("crop", 1, 8);
    base::ConfigTable output = root->table("output");
    manifest.classes = static_cast<std::size_t>(output.integer("classes", 2, 64));
    manifest.person = static_cast<std::size_t>(output.integer("person", 0, 63));
    manifest.softmax = output.booleanOr("softmax", true);
    if (manifest.person >= manifest.classes)
        output.fault("person", "is not one of the classes", "the place of the living person's number, from 0");
    base::ConfigTable threshold = root->table("threshold");
    manifest.least = threshold.number("person", 0, 1);
    (void)threshold.text("measured_on", "data set, conditions and date of the threshold");
    const auto faults = root->finish();
    if (!faults.empty())
        return base::fail(Code::ManifestWrong, textOf(faults), base::Retry::NeedsAttendant);
    return manifest;
}

} // namespace banshi::face
