// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-render-people SEED FOLDER [photo]: draws an invented person for the street: `chip.webp` (the portrait on the
// card's chip), `frames/` (the person before the face camera), `far/` (too far away for a comparison), `left/`,
// `right/`, `blink/`, `mouth/` (movements that are asked for) and `scene/` (what lies before the document camera). With
// `photo` only `photo/`, `photo-left/` and `photo-right/`: somebody who holds a print of the person before the camera.
#include "banshi/face/rendered/acted_sequences.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace banshi::face::rendered;

namespace
{

bool isWritten(const SequenceResult& written)
{
    if (!written)
        std::fprintf(stderr, "%s\n", written.error().c_str());
    return written.has_value();
}

bool drawPhoto(const std::filesystem::path& folder, const Identity& person)
{
    return isWritten(writePhoto(folder / "photo", person, Movement::None)) &&
           isWritten(writePhoto(folder / "photo-left", person, Movement::TurnLeft)) &&
           isWritten(writePhoto(folder / "photo-right", person, Movement::TurnRight));
}

bool drawPerson(const std::filesystem::path& folder, const Identity& person)
{
    Sequence still;
    still.frames = 1;
    Sequence away;
    away.frames = 10;
    away.distance = 1100;
    const Sequence near;
    const bool drawn = isWritten(writePerson(folder / "frames", person, near)) &&
                       isWritten(writePerson(folder / "far", person, away)) &&
                       isWritten(writeMovement(folder / "left", person, Movement::TurnLeft, near)) &&
                       isWritten(writeMovement(folder / "right", person, Movement::TurnRight, near)) &&
                       isWritten(writeMovement(folder / "blink", person, Movement::Blink, near)) &&
                       isWritten(writeMovement(folder / "mouth", person, Movement::OpenMouth, near)) &&
                       isWritten(writeMovement(folder / "nod", person, Movement::Nod, near)) &&
                       isWritten(writeStreet(folder / "scene", person.seed, still));
    const auto webp = chipPhotoWebp(person);
    std::ofstream file(folder / "chip.webp", std::ios::binary);
    file.write(reinterpret_cast<const char*>(webp.data()), static_cast<std::streamsize>(webp.size()));
    return drawn && file.good() && !webp.empty();
}

} // namespace

int main(int argc, char** argv)
{
    const bool isPhoto = argc == 4 && std::strcmp(argv[3], "photo") == 0;
    if (argc != 3 && !isPhoto)
    {
        std::fprintf(stderr, "usage: banshi-render-people SEED FOLDER [photo]\n");
        return 2;
    }
    const Identity person = makeIdentity(std::strtoull(argv[1], nullptr, 10));
    return (isPhoto ? drawPhoto(argv[2], person) : drawPerson(argv[2], person)) ? 0 : 1;
}
