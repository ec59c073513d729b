// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"

#include <memory>
#include <vector>

namespace banshi::face
{

/// How a head is held, as far as the detector's filters tell.
enum class Facing
{
    Front,
    Turned, ///< to one side
    Tilted, ///< towards one shoulder
};

/// A face found in a picture.
struct Face
{
    Box box;          ///< brows to chin, about 2.2 eye distances wide
    double score = 0; ///< margin of the detector; above 0.6 a clear face
    Facing facing = Facing::Front;
};

/// Finds faces that look at the camera: dlib's histogram-of-gradients detector, whose weights are part of the
/// library, so that no file is needed. Loading takes about 7 ms. Threads: one object, one thread.
class Detector
{
public:
    Detector();
    ~Detector();
    Detector(Detector&& other) noexcept;
    Detector& operator=(Detector&& other) noexcept;

    /// Faces of at least 80 pixels, best first, with a score of at least `least` (0 is dlib's own working point; -0.3
    /// for enlarged chip photographs). About 25 ms for 640×480.
    [[nodiscard]] std::vector<Face> find(ImageView picture, double least = 0);
    /// The same on a picture reduced to half: faces of at least 160 pixels, in a third of the time.
    [[nodiscard]] std::vector<Face> findLarge(ImageView picture, double least = 0);
    /// Looks only around `last`, the face of the frame before, at a scale where it is small: about 4 ms.
    [[nodiscard]] std::vector<Face> findNear(ImageView picture, const Box& last, double least = 0);
    /// Overwrites what the filters keep of the last picture.
    void forget();

private:
    struct Filters;
    std::unique_ptr<Filters> m_filters;
};

/// Follows the faces of a camera: half-size search first, then the region of the last face, a whole search every
/// tenth frame so that nobody steps in unseen. Threads: one.
class FaceTracker
{
public:
    /// `detector` must outlive the tracker.
    explicit FaceTracker(Detector& detector) : m_detector(detector) {}

    /// Faces of the next frame, largest first.
    [[nodiscard]] std::vector<Face> next(ImageView frame);
    /// Forgets the last face.
    void reset();

private:
    [[nodiscard]] std::vector<Face> searchWhole(ImageView frame);

    Detector& m_detector;
    std::vector<Face> m_last;
    int m_sinceWhole = 0;
    int m_missed = 0;
};

} // namespace banshi::face
