// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/liveness_plan.h"

namespace banshi::face
{

std::string_view dotted(Challenge challenge)
{
    switch (challenge)
    {
    case Challenge::Blink:
        return "face.blink";
    case Challenge::OpenMouth:
        return "face.openMouth";
    case Challenge::TurnLeft:
        return "face.turnLeft";
    case Challenge::TurnRight:
        return "face.turnRight";
    case Challenge::Nod:
        return "face.nod";
    }
    return {};
}

} // namespace banshi::face
