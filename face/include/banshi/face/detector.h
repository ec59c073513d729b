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

/// Finds faces that look at the camera. Threads: one object, one thread.
class Detector
{
public:
    virtual ~Detector() = default;

    /// Faces of at least 80 pixels, best first, with a score of at least `least` (0 is the detector's own working
    /// point; -0.3 for enlarged chip photographs).
    [[nodiscard]] virtual std::vector<Face> find(ImageView picture, double least) = 0;
    /// The same for faces of at least 160 pixels, in a third of the time.
    [[nodiscard]] virtual std::vector<Face> findLarge(ImageView picture, double least) = 0;
    /// Looks only around `last`, the face of the frame before, for one that is up to a tenth smaller or larger and has
    /// moved by half an eye distance at most.
    [[nodiscard]] virtual std::vector<Face> findNear(ImageView picture, const Box& last, double least) = 0;
    /// Overwrites what is kept of the last picture.
    virtual void forget() {}
};

/// dlib's histogram-of-gradients detector, whose weights are part of the program, so that no file is needed. Loading
/// takes about 7 ms, find() about 25 ms for 640×480 and findNear() 1.
[[nodiscard]] std::unique_ptr<Detector> makeDetector();

/// Follows the faces of a camera: half-size search until somebody is there, then the regions of the last faces, and a
/// search of the whole picture for faces of 80 pixels and more in the fourth frame, in every tenth after it, and when
/// one of those followed is gone, so that nobody steps in unseen. Threads: one.
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
    [[nodiscard]] std::vector<Face> searchFirst(ImageView frame);
    [[nodiscard]] std::vector<Face> searchWhole(ImageView frame);
    [[nodiscard]] std::vector<Face> follow(ImageView frame);

    Detector& m_detector;
    std::vector<Face> m_last;
    int m_untilWhole = 0; ///< frames
    int m_missed = 0;
};

} // namespace banshi::face
