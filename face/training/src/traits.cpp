// SPDX-License-Identifier: GPL-3.0-or-later
#include "traits.h"

namespace banshi::face::training
{

namespace
{

class Writer
{
public:
    explicit Writer(Traits& traits) : m_traits(traits) {}
    void add(double value)
    {
        if (m_next < kTraits)
            m_traits[m_next++] = static_cast<float>(value);
    }

private:
    Traits& m_traits;
    std::size_t m_next = 0;
};

} // namespace

Traits traitsOf(const rendered::Identity& p)
{
    Traits traits{};
    Writer writer(traits);
    for (const double length : {p.halfWidth, p.chin, p.eyeWidth, p.eyeHeight, p.browHeight, p.browThickness,
                                p.browLength, p.browArch, p.noseLength, p.noseWidth, p.noseBridge, p.noseTip, p.mouthY,
                                p.mouthWidth, p.upperLip, p.lowerLip, p.hairline, p.hairVolume})
        writer.add(length / p.eyeX);
    for (const double number : {p.jawPower, p.eyeTilt, p.lidFold, p.browTilt, p.beard, p.age, p.tone, p.skin[0],
                                p.skin[2], p.lips[2] / p.skin[2], p.hair[0], p.hair[2] - p.hair[0]})
        writer.add(number);
    for (const auto style : {rendered::HairStyle::Parted, rendered::HairStyle::Fringe, rendered::HairStyle::Receding,
                             rendered::HairStyle::Long, rendered::HairStyle::Tied})
        writer.add(p.hairStyle == style ? 1 : 0);
    const bool parted = p.hairStyle == rendered::HairStyle::Parted || p.hairStyle == rendered::HairStyle::Long;
    writer.add(parted ? p.hairPart : 0);
    return traits;
}

} // namespace banshi::face::training
