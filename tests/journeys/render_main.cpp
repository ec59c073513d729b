// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-render-people SEED FOLDER: draws an invented person for the street: `chip.webp` (the portrait on the card's
// chip), `frames/` (the person before the face camera), `far/` (too far away for a comparison) and `scene/` (what lies
// before the document camera).
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace banshi::face::rendered;

int main(int argc, char** argv)
{
    if (argc != 3)
    {
        std::fprintf(stderr, "usage: banshi-render-people SEED FOLDER\n");
        return 2;
    }
    const std::uint64_t seed = std::strtoull(argv[1], nullptr, 10);
    const std::filesystem::path folder = argv[2];
    for (const char* part : {"frames", "far", "scene"})
        std::filesystem::create_directories(folder / part);
    const Identity person = makeIdentity(seed);
    Sequence still;
    still.frames = 1;
    Sequence away;
    away.frames = 10;
    away.distance = 1100;
    const auto frames = writePerson(folder / "frames", person, Sequence{});
    const auto far = writePerson(folder / "far", person, away);
    const auto scene = writeStreet(folder / "scene", seed, still);
    for (const auto* written : {&frames, &far, &scene})
        if (!*written)
        {
            std::fprintf(stderr, "%s\n", written->error().c_str());
            return 1;
        }
    const auto webp = chipPhotoWebp(person);
    std::ofstream file(folder / "chip.webp", std::ios::binary);
    file.write(reinterpret_cast<const char*>(webp.data()), static_cast<std::streamsize>(webp.size()));
    return file.good() && !webp.empty() ? 0 : 1;
}
