// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/codes.h"

#include <array>

namespace banshi::face
{

namespace
{

constexpr std::array kAll{
    Code::NoFace,
    Code::ManyFaces,
    Code::Closer,
    Code::Farther,
    Code::TooDark,
    Code::TooBright,
    Code::HoldStill,
    Code::LookStraight,
    Code::TakeOffMask,
    Code::NoMatch,
    Code::Inconclusive,
    Code::TimedOut,
    Code::NoFrames,
    Code::Cancelled,
    Code::LivenessFlat,
    Code::LivenessScreen,
    Code::LivenessSwapped,
    Code::LivenessLost,
    Code::LivenessMissed,
    Code::ChipPhotoUnreadable,
    Code::ChipFaceNotFound,
    Code::EngineFailed,
    Code::FarNotMeasured,
    Code::ManifestMissing,
    Code::ManifestWrong,
    Code::ModelMissing,
    Code::ModelChecksum,
    Code::ModelUnusable,
    Code::DemonstrationRefused,
    Code::MatcherBarred,
    Code::ImageUnreadable,
    Code::ImageTooLarge,
};

} // namespace

std::string_view dotted(Code code)
{
    switch (code)
    {
    case Code::NoFace:
        return "face.noFace";
    case Code::ManyFaces:
        return "face.manyFaces";
    case Code::Closer:
        return "face.closer";
    case Code::Farther:
        return "face.farther";
    case Code::TooDark:
        return "face.tooDark";
    case Code::TooBright:
        return "face.tooBright";
    case Code::HoldStill:
        return "face.holdStill";
    case Code::LookStraight:
        return "face.lookStraight";
    case Code::TakeOffMask:
        return "face.takeOffMask";
    case Code::NoMatch:
        return "face.noMatch";
    case Code::Inconclusive:
        return "face.inconclusive";
    case Code::TimedOut:
        return "face.timedOut";
    case Code::NoFrames:
        return "face.noFrames";
    case Code::Cancelled:
        return "face.cancelled";
    case Code::ChipPhotoUnreadable:
        return "face.chipPhotoUnreadable";
    case Code::ChipFaceNotFound:
        return "face.chipFaceNotFound";
    case Code::EngineFailed:
        return "face.engineFailed";
    case Code::LivenessFlat:
        return "face.livenessFlat";
    case Code::LivenessScreen:
        return "face.livenessScreen";
    case Code::LivenessSwapped:
        return "face.livenessSwapped";
    case Code::LivenessLost:
        return "face.livenessLost";
    case Code::LivenessMissed:
        return "face.livenessMissed";
    case Code::FarNotMeasured:
        return "face.farNotMeasured";
    case Code::ManifestMissing:
        return "face.manifestMissing";
    case Code::ManifestWrong:
        return "face.manifestWrong";
    case Code::ModelMissing:
        return "face.modelMissing";
    case Code::ModelChecksum:
        return "face.modelChecksum";
    case Code::ModelUnusable:
        return "face.modelUnusable";
    case Code::DemonstrationRefused:
        return "face.demonstrationRefused";
    case Code::MatcherBarred:
        return "face.matcherBarred";
    case Code::ImageUnreadable:
        return "face.imageUnreadable";
    case Code::ImageTooLarge:
        return "face.imageTooLarge";
    }
    return "face.inconclusive";
}

std::vector<std::string> allErrorCodes()
{
    std::vector<std::string> codes;
    codes.reserve(kAll.size());
    for (const Code code : kAll)
        codes.emplace_back(dotted(code));
    return codes;
}

} // namespace banshi::face
