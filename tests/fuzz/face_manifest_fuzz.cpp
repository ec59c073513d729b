// SPDX-License-Identifier: GPL-3.0-or-later
#include "vote_manifest.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    for (const std::string& candidate : {text, "[model]\nid = \"x\"\nfile = \"x.onnx\"\n" + text})
    {
        const auto manifest = banshi::face::ModelManifest::parse(candidate, "x.model.toml");
        if (!manifest && manifest.error().detail.empty())
            std::abort();
        const auto vote = banshi::face::parseVoteManifest(candidate, "x.model.toml");
        if (!vote && vote.error().detail.empty())
            std::abort();
    }
    return 0;
}
