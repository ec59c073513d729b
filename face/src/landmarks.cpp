// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/landmarker.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

namespace
{

Point middle(Point a, Point b)
{
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double apart(Point a, Point b)
{
    return std::hypot(b.x - a.x, b.y - a.y);
}

} // namespace

Eyes Landmarks::eyes() const
{
    return {middle(at(Landmark::LeftOuterCorner), at(Landmark::LeftInnerCorner)),
            middle(at(Landmark::RightOuterCorner), at(Landmark::RightInnerCorner))};
}

double Landmarks::turn() const
{
    const Eyes pair = eyes();
    const double distance = std::max(1.0, pair.distance());
    const Point mouth = middle(at(Landmark::MouthLeft), at(Landmark::MouthRight));
    const Point brow = middle(pair.left, pair.right);
    const double downX = mouth.x - brow.x;
    const double downY = mouth.y - brow.y;
    const double length = std::max(1.0, std::hypot(downX, downY));
    const Point nose = at(Landmark::NoseTip);
    return ((nose.x - brow.x) * downY - (nose.y - brow.y) * downX) / length / distance;
}

double Landmarks::nod() const
{
    const Eyes pair = eyes();
    const Point mouth = middle(at(Landmark::MouthLeft), at(Landmark::MouthRight));
    const Point brow = middle(pair.left, pair.right);
    const double downX = mouth.x - brow.x;
    const double downY = mouth.y - brow.y;
    const Point nose = at(Landmark::NoseTip);
    const double way = (nose.x - brow.x) * downX + (nose.y - brow.y) * downY;
    return way / std::max(1.0, downX * downX + downY * downY);
}

double Landmarks::eyeOpenness() const
{
    using L = Landmark;
    const double left = apart(at(L::LeftUpperLidOuter), at(L::LeftLowerLidOuter)) +
                        apart(at(L::LeftUpperLidInner), at(L::LeftLowerLidInner));
    const double right = apart(at(L::RightUpperLidOuter), at(L::RightLowerLidOuter)) +
                         apart(at(L::RightUpperLidInner), at(L::RightLowerLidInner));
    const double leftWidth = std::max(1.0, apart(at(L::LeftOuterCorner), at(L::LeftInnerCorner)));
    const double rightWidth = std::max(1.0, apart(at(L::RightInnerCorner), at(L::RightOuterCorner)));
    return (left / leftWidth + right / rightWidth) / 4;
}

double Landmarks::mouthOpenness() const
{
    using L = Landmark;
    const double gap = apart(at(L::UpperLipInnerLeft), at(L::LowerLipInnerLeft)) +
                       apart(at(L::UpperLipBottom), at(L::LowerLipTop)) +
                       apart(at(L::UpperLipInnerRight), at(L::LowerLipInnerRight));
    return gap / 3 / std::max(1.0, apart(at(L::InnerMouthLeft), at(L::InnerMouthRight)));
}

} // namespace banshi::face
