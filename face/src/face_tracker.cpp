// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"

#include <algorithm>

namespace banshi::face
{

namespace
{

constexpr int kWholeEvery = 10; // frames between two searches of the whole picture
constexpr double kLeast = 0;    // score: the detector's own working point
constexpr int kSmallEvery = 3;  // frames between two searches for small faces while nobody is near

void sortLargestFirst(std::vector<Face>& faces)
{
    std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.box.width > b.box.width; });
}

} // namespace

std::vector<Face> FaceTracker::searchWhole(ImageView frame)
{
    std::vector<Face> faces = m_detector.findLarge(frame, kLeast);
    if (faces.empty() && m_missed % kSmallEvery == 0)
        faces = m_detector.find(frame, kLeast);
    m_sinceWhole = 0;
    return faces;
}

std::vector<Face> FaceTracker::next(ImageView frame)
{
    std::vector<Face> faces;
    if (m_last.size() == 1 && ++m_sinceWhole < kWholeEvery)
        faces = m_detector.findNear(frame, m_last.front().box, kLeast);
    if (faces.empty())
        faces = searchWhole(frame);
    sortLargestFirst(faces);
    m_missed = faces.empty() ? m_missed + 1 : 0;
    m_last = faces;
    return faces;
}

void FaceTracker::reset()
{
    m_last.clear();
    m_sinceWhole = 0;
    m_missed = 0;
}

} // namespace banshi::face
