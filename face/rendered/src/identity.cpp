// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/identity.h"

#include "random.h"

#include <algorithm>

namespace banshi::face::rendered
{

namespace
{

void shapeHead(Identity& person, Random& random)
{
    const double size = person.female ? 0.96 : 1.0;
    person.halfWidth = random.bell(71, 3.6) * size;
    person.chin = random.bell(108, 6.5) * size;
    person.top = random.bell(106, 3) * size;
    person.depth = random.bell(94, 3) * size;
    person.jawPower = random.bell(person.female ? 2.25 : 2.7, 0.3);
    person.cheek = random.bell(3.5, 1.5);
}

void shapeEyes(Identity& person, Random& random)
{
    person.eyeX = random.bell(31.5, 1.9);
    person.eyeWidth = random.bell(14.2, 1.1);
    person.eyeHeight = random.bell(person.female ? 4.9 : 4.4, 0.9);
    person.eyeTilt = random.bell(5, 2.5);
    person.lidFold = random.uniform(0, 1);
    person.browHeight = random.bell(19, 2.6);
    person.browThickness = random.bell(person.female ? 2.6 : 3.8, 0.9);
    person.browTilt = random.bell(4, 4);
    person.browLength = random.bell(19, 2);
    person.browArch = random.bell(2.5, 1.3);
}

void shapeNoseAndMouth(Identity& person, Random& random)
{
    person.noseLength = random.bell(44, 3.4);
    person.noseWidth = random.bell(person.female ? 17 : 18.5, 1.8);
    person.noseBridge = random.bell(6, 1.8);
    person.noseTip = random.bell(15, 2.2);
    person.mouthY = person.noseLength + random.bell(21, 2.6);
    person.mouthWidth = random.bell(23, 2.3);
    person.upperLip = std::max(2.0, random.bell(5.6, 1.3));
    person.lowerLip = std::max(3.0, random.bell(7.6, 1.5));
}

void colour(Identity& person, Random& random)
{
    const double light = random.bell(0, 1);
    const double warm = random.bell(0, 1);
    person.skin = {150 + 15 * light - 7 * warm, 180 + 14 * light, 218 + 11 * light + 3 * warm};
    const double red = random.bell(person.female ? 1.0 : 0.2, 0.5);
    person.lips = {person.skin[0] * 0.74, person.skin[1] * (0.66 - 0.05 * red), person.skin[2] * (0.86 + 0.03 * red)};
    const double grey = std::clamp((person.age - 0.72) * 2.4 + random.bell(0, 0.12), 0.0, 0.85);
    const double brown = random.uniform(0, 1);
    person.hair = {24 + 105 * grey, 25 + 6 * brown + 105 * grey, 28 + 18 * brown + 104 * grey};
    const double hue = random.uniform(0, 3);
    const double shade = random.uniform(0.25, 0.9);
    for (int channel = 0; channel < 3; ++channel)
        person.cloth[static_cast<std::size_t>(channel)] =
            shade * (90 + 110 * std::max(0.0, 1 - std::abs(hue - channel)));
}

void style(Identity& person, Random& random)
{
    person.hairline = random.bell(58, 6);
    person.hairPart = random.uniform(-0.7, 0.7);
    person.hairVolume = random.uniform(6, 14);
    const double pick = random.uniform(0, 1);
    if (person.female)
        person.hairStyle = pick < 0.4    ? HairStyle::Long
                           : pick < 0.65 ? HairStyle::Tied
                           : pick < 0.85 ? HairStyle::Fringe
                                         : HairStyle::Parted;
    else
        person.hairStyle = pick < 0.4    ? HairStyle::Short
                           : pick < 0.65 ? HairStyle::Parted
                           : pick < 0.85 ? HairStyle::Fringe
                                         : HairStyle::Receding;
    person.beard = person.female ? 0 : random.uniform(0, 0.7);
    const int moles = static_cast<int>(random.uniform(0, 3.2));
    for (int i = 0; i < moles; ++i)
        person.moles.push_back({random.uniform(-45, 45), random.uniform(12, 85), random.uniform(0.7, 1.6)});
}

/// Drawn last, so that everything before stays what it was for a seed.
void widen(Identity& person, Random& random)
{
    person.eastAsian = random.chance(0.67);
    person.tone = person.eastAsian ? random.uniform(0, 0.3) : random.uniform(0, 1);
    const double brown = random.uniform(0, 1);
    const double fair = std::max(0.0, random.uniform(-0.6, 0.8) - person.tone);
    const double lift = random.uniform(0.2, 1.2);
    if (!person.eastAsian)
    {
        person.eyeTilt -= 3.5;
        person.eyeHeight += lift;
        person.lidFold = 0.5 + 0.5 * person.lidFold;
        person.noseBridge += 2 * lift;
        person.hair = {person.hair[0] + 46 * fair, person.hair[1] + 84 * fair, person.hair[2] + 120 * fair};
        person.iris = {30 + 90 * fair, 46 + 60 * fair + 14 * brown, 70 + 20 * brown};
    }
    const Colour left{1 - 0.50 * person.tone, 1 - 0.45 * person.tone, 1 - 0.36 * person.tone};
    for (std::size_t i = 0; i < left.size(); ++i)
    {
        person.skin[i] *= left[i];
        person.lips[i] *= 0.15 + 0.85 * left[i];
    }
}

} // namespace

Identity makeIdentity(std::uint64_t seed)
{
    Random random(seed * 0xD1342543DE82EF95ULL + 0x2545F4914F6CDD1DULL);
    Identity person;
    person.seed = seed;
    person.female = random.chance(0.5);
    person.age = random.uniform(0, 1);
    shapeHead(person, random);
    shapeEyes(person, random);
    shapeNoseAndMouth(person, random);
    colour(person, random);
    style(person, random);
    widen(person, random);
    return person;
}

Identity aged(const Identity& person, double years)
{
    constexpr double kSpan = 50; // years from age 0 to age 1
    Identity later = person;
    later.age = std::clamp(person.age + years / kSpan, 0.0, 1.2);
    return later;
}

} // namespace banshi::face::rendered
