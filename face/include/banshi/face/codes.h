// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace banshi::face
{

/// Everything that this kit has to say instead of a match: advice to the person, causes of an answer, failures.
enum class Code
{
    // Advice about the picture of the moment
    NoFace,
    ManyFaces,
    Closer,
    Farther,
    TooDark,
    TooBright,
    HoldStill,
    LookStraight,
    TakeOffMask,
    Glare, ///< light in the lenses of glasses hides the eyes
           // Causes of NoMatch and Unavailable
    NoMatch,
    Inconclusive,
    TimedOut,
    NoFrames,
    Cancelled,
    ChipPhotoUnreadable,
    ChipFaceNotFound,
    ChipManyFaces, ///< nobody knows whose card it is
    EngineFailed,
    FarNotMeasured,  ///< the service asks for a false accept rate that the matcher's thresholds do not carry
    LivenessFlat,    ///< a picture, not a head
    LivenessScreen,  ///< the marks of a screen
    LivenessSwapped, ///< another face than before
    LivenessLost,    ///< the face left the picture
    LivenessMissed,  ///< not what was asked for
    LivenessDoubted, ///< a second look (LivenessVote) saw no living person
                     // The matcher is not there
    ManifestMissing,
    ManifestWrong,
    ModelMissing,
    ModelChecksum,
    ModelUnusable,
    DemonstrationRefused,
    MatcherBarred,
    // Pictures
    ImageUnreadable,
    ImageTooLarge,
};

using Error = base::KitError<Code>;
template <class T>
using Result = base::Result<T, Error>;

/// The dotted code of `code`, e.g. `face.noFace`.
[[nodiscard]] std::string_view dotted(Code code);
/// All dotted codes of the kit, so that a test can check that each has its sentence.
[[nodiscard]] std::vector<std::string> allErrorCodes();

} // namespace banshi::face
