// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/liveness_vote.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

// After the cut of Silent-Face-Anti-Spoofing (Minivision, Apache-2.0), whose networks learned on boxes of the face from
// the hairline to the chin: as large as the picture allows, moved into it, the box's proportions kept.
std::optional<Box> cropOf(const Landmarks& points, double crop, int width, int height)
{
    double left = points.points.front().x;
    double right = left;
    double chin = points.points.front().y;
    double brows = chin;
    for (const Point& point : points.points)
    {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        brows = std::min(brows, point.y);
        chin = std::max(chin, point.y);
    }
    const double top = brows - (chin - brows) / 2; // brow to chin are two of the face's three equal parts
    if (!(right - left >= 1) || !(chin - top >= 1) || width < 2 || height < 2)
        return std::nullopt;
    const double scale = std::min({crop, (width - 1) / (right - left), (height - 1) / (chin - top)});
    Box box{0, 0, (right - left) * scale, (chin - top) * scale};
    box.x = std::clamp((left + right - box.width) / 2, 0.0, std::max(0.0, width - box.width));
    box.y = std::clamp((top + chin - box.height) / 2, 0.0, std::max(0.0, height - box.height));
    return box;
}

} // namespace banshi::face
