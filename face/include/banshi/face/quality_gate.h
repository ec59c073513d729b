// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/codes.h"
#include "banshi/face/detector.h"
#include "banshi/face/landmarker.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::face
{

/// What was measured on one frame.
struct Quality
{
    int faces = 0;               ///< those at least 40 % as wide as the largest
    double frameBrightness = 0;  ///< mean grey of the whole frame, 0 to 255
    double eyeDistance = 0;      ///< pixels
    double eyeDistanceShare = 0; ///< of the frame's width
    double roll = 0;             ///< degrees
    double turn = 0;             ///< Landmarks::turn()
    std::optional<double> pitch; ///< degrees from how the chip's photograph looks, positive: down; none without it
    double nod = 0;              ///< Landmarks::nod()
    bool turned = false;         ///< the detector's filter for heads turned aside fired
    double brightness = 0;       ///< mean grey of the face, 0 to 255
    double sides = 1;            ///< mean of the left half / mean of the right half
    double clipped = 0;          ///< share of the face that is black or white
    double glare = 0;            ///< share of white around one eye, beyond that of the cheeks
    double sharpness = 0;        ///< variance of the Laplacian of the face at 112 pixels
    double motion = 0;           ///< way of the eyes since the frame before, in eye distances
    double score = 0;            ///< the detector's margin
    double eyes = 1;             ///< their openness over the person's own median of the last frames
    double mouth = 0;            ///< Landmarks::mouthOpenness()
    double lowerRed = 0;         ///< redness (Cr, 0 to 255) of mouth and chin; skin has more than 133
    double lostRed = 0;          ///< redness of the nose's bridge minus that
};

/// Limits of a frame that may be compared (after ISO/IEC 19794-5 and 29794-5; see face/README.md for where each
/// number comes from).
struct QualityLimits
{
    double leastEyeDistance = 60;
    double mostEyeDistanceShare = 0.26;
    double mostRoll = 15;
    double mostTurn = 0.22;
    double mostPitch = 12;  // degrees, and then only …
    double leastNod = 0.46; // … where the face looks raised …
    double mostNod = 0.68;  // … or lowered, whoever's it is
    double darkest = 55;
    double brightest = 215;
    double mostUneven = 2.2; ///< ratio between the two halves of the face
    double mostClipped = 0.12;
    double mostGlare = 0.06;
    double leastSharpness = 40;
    double mostMotion = 0.16;
    double leastScore = 0.2;
    double leastEyes = 0.7;
    double mostMouth = 0.25;
    double leastLowerRed = 133; ///< below it mouth and chin are covered …
    double mostLostRed = 6.5;   ///< … when the nose's bridge has so much more
};

/// Why the face with `points` in a chip's photograph cannot be compared, in words for developers; nothing when it can.
/// `enlarged` tells how many times the chip's own pixels were enlarged before.
[[nodiscard]] std::optional<std::string> chipFault(ImageView photo, const Landmarks& points, double enlarged);

/// Decides whether a frame is good enough to be compared, and what the person should do otherwise. Remembers where
/// the eyes were, for steadiness. Threads: one.
class QualityGate
{
public:
    virtual ~QualityGate() = default;

    /// Measures a frame with its `faces` (largest first) and the points of the first.
    [[nodiscard]] virtual Quality measure(ImageView frame, const std::vector<Face>& faces,
                                          const std::optional<Landmarks>& points) = 0;
    /// The one most helpful advice; nothing when the frame is good.
    [[nodiscard]] virtual std::optional<Code> advice(const Quality& quality) const = 0;
    /// From now on pitch is measured from `nod`, Landmarks::nod() of the chip's photograph, which looks straight;
    /// without it pitch is not judged. Stays over reset().
    virtual void setUpright(std::optional<double> nod) = 0;
    /// Forgets the frame before.
    virtual void reset() = 0;
};

/// The gate of `limits`.
[[nodiscard]] std::unique_ptr<QualityGate> makeQualityGate(const QualityLimits& limits = {});

} // namespace banshi::face
