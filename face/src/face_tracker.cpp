// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

namespace
{

constexpr int kWholeEvery = 10; // frames between two searches of the whole picture
constexpr int kFirstWhole = 3;  // from somebody's coming to the first one: within the shortest comparison
constexpr double kLeast = 0;    // score: the detector's own working point
constexpr int kSmallEvery = 3;  // frames between two searches for small faces while nobody is near

void sortLargestFirst(std::vector<Face>& faces)
{
    std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.box.width > b.box.width; });
}

/// True when both boxes hold the same face.
bool isSame(const Box& a, const Box& b)
{
    const Point from = a.centre();
    const Point to = b.centre();
    return std::max(std::abs(from.x - to.x), std::abs(from.y - to.y)) < std::max(a.width, b.width) / 2;
}

} // namespace

std::vector<Face> FaceTracker::searchFirst(ImageView frame)
{
    std::vector<Face> faces = m_detector.findLarge(frame, kLeast);
    m_untilWhole = kFirstWhole;
    if (faces.empty() && m_missed % kSmallEvery == 0)
        faces = searchWhole(frame);
    return faces;
}

std::vector<Face> FaceTracker::searchWhole(ImageView frame)
{
    m_untilWhole = kWholeEvery;
    return m_detector.find(frame, kLeast);
}

/// Each of the last faces where it was; empty when one of them is not there.
std::vector<Face> FaceTracker::follow(ImageView frame)
{
    std::vector<Face> faces;
    for (const Face& last : m_last)
    {
        bool seen = false;
        for (const Face& face : m_detector.findNear(frame, last.box, kLeast))
        {
            seen = seen || isSame(face.box, last.box);
            if (std::ranges::none_of(faces, [&](const Face& other) { return isSame(other.box, face.box); }))
                faces.push_back(face);
        }
        if (!seen)
            return {};
    }
    return faces;
}

std::vector<Face> FaceTracker::next(ImageView frame)
{
    std::vector<Face> faces;
    if (m_last.empty())
        faces = searchFirst(frame);
    else if (--m_untilWhole > 0)
        faces = follow(frame);
    if (faces.empty() && !m_last.empty())
        faces = searchWhole(frame);
    sortLargestFirst(faces);
    m_missed = faces.empty() ? m_missed + 1 : 0;
    m_last = faces;
    return faces;
}

void FaceTracker::reset()
{
    m_last.clear();
    m_untilWhole = 0;
    m_missed = 0;
}

} // namespace banshi::face
