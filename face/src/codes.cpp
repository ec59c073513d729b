// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/codes.h"

#include <algorithm>
#include <array>

namespace banshi::face
{

namespace
{

struct Name
{
    Code code;
    std::string_view dotted;
};

constexpr std::array kNames{
    Name{Code::NoFace, "face.noFace"},
    Name{Code::ManyFaces, "face.manyFaces"},
    Name{Code::Closer, "face.closer"},
    Name{Code::Farther, "face.farther"},
    Name{Code::TooDark, "face.tooDark"},
    Name{Code::TooBright, "face.tooBright"},
    Name{Code::HoldStill, "face.holdStill"},
    Name{Code::LookStraight, "face.lookStraight"},
    Name{Code::TakeOffMask, "face.takeOffMask"},
    Name{Code::Glare, "face.glare"},
    Name{Code::NoMatch, "face.noMatch"},
    Name{Code::Inconclusive, "face.inconclusive"},
    Name{Code::TimedOut, "face.timedOut"},
    Name{Code::NoFrames, "face.noFrames"},
    Name{Code::Cancelled, "face.cancelled"},
    Name{Code::ChipPhotoUnreadable, "face.chipPhotoUnreadable"},
    Name{Code::ChipFaceNotFound, "face.chipFaceNotFound"},
    Name{Code::ChipManyFaces, "face.chipManyFaces"},
    Name{Code::EngineFailed, "face.engineFailed"},
    Name{Code::LivenessFlat, "face.livenessFlat"},
    Name{Code::LivenessScreen, "face.livenessScreen"},
    Name{Code::LivenessSwapped, "face.livenessSwapped"},
    Name{Code::LivenessLost, "face.livenessLost"},
    Name{Code::LivenessMissed, "face.livenessMissed"},
    Name{Code::LivenessDoubted, "face.livenessDoubted"},
    Name{Code::FarNotMeasured, "face.farNotMeasured"},
    Name{Code::ManifestMissing, "face.manifestMissing"},
    Name{Code::ManifestWrong, "face.manifestWrong"},
    Name{Code::ModelMissing, "face.modelMissing"},
    Name{Code::ModelChecksum, "face.modelChecksum"},
    Name{Code::ModelUnusable, "face.modelUnusable"},
    Name{Code::DemonstrationRefused, "face.demonstrationRefused"},
    Name{Code::MatcherBarred, "face.matcherBarred"},
    Name{Code::ImageUnreadable, "face.imageUnreadable"},
    Name{Code::ImageTooLarge, "face.imageTooLarge"},
};

} // namespace

std::string_view dotted(Code code)
{
    const auto* const found = std::ranges::find(kNames, code, &Name::code);
    return found == kNames.end() ? "face.inconclusive" : found->dotted;
}

std::vector<std::string> allErrorCodes()
{
    std::vector<std::string> codes;
    codes.reserve(kNames.size());
    for (const Name& name : kNames)
        codes.emplace_back(name.dotted);
    return codes;
}

} // namespace banshi::face
