// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace banshi::face::rendered
{

/// How the hair is worn.
enum class HairStyle
{
    Short,  ///< open forehead, ears free
    Parted, ///< short, parted on one side
    Fringe, ///< short sides, fringe over the forehead
    Receding,
    Long, ///< to the shoulders, ears covered
    Tied, ///< combed back
};

/// A colour as blue, green, red, each 0 to 255.
using Colour = std::array<double, 3>;

/// A dark spot on the skin: place on the face in millimetres from the middle between the eyes (x right, y down).
struct Mole
{
    double x;
    double y;
    double radius;
};

/// Everything that makes one invented person: lengths in millimetres on the head, made from one seed, so that a
/// person is the same in every program and on every machine. Two thirds are typical of East Asian adults; the others
/// have other eyes, noses and hair, and skin from light to dark. Threads: plain value.
struct Identity
{
    std::uint64_t seed = 0;
    bool female = false;
    double age = 0; ///< 0 (twenty) to 1 (seventy)
    // Head
    double halfWidth = 0, chin = 0, top = 0, depth = 0, jawPower = 0;
    // Eyes (centre distance / 2, half width and height of the opening, slant in degrees) and brows
    double eyeX = 0, eyeWidth = 0, eyeHeight = 0, eyeTilt = 0, lidFold = 0;
    double browHeight = 0, browThickness = 0, browTilt = 0, browLength = 0, browArch = 0;
    // Nose and mouth
    double noseLength = 0, noseWidth = 0, noseBridge = 0, noseTip = 0;
    double mouthY = 0, mouthWidth = 0, upperLip = 0, lowerLip = 0, cheek = 0;
    // Surface
    Colour skin{}, lips{}, hair{}, cloth{};
    double tone = 0;       ///< skin from light (0) to dark (1)
    bool eastAsian = true; ///< form of eyes and nose, colour of hair and iris
    Colour iris{30, 46, 70};
    HairStyle hairStyle = HairStyle::Short;
    double hairline = 0;
    double hairPart = 0; ///< place of the parting, -1 (left) to 1
    double hairVolume = 0;
    double beard = 0; ///< shadow of a shaved beard, 0 to 1
    std::vector<Mole> moles;
};

/// The person of a seed. The same seed always gives the same person.
[[nodiscard]] Identity makeIdentity(std::uint64_t seed);
/// The same person `years` later (negative: earlier), with the marks of that age; hair and shape stay.
[[nodiscard]] Identity aged(const Identity& person, double years);

} // namespace banshi::face::rendered
