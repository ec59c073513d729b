// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/rendered/sequences.h"

#include <cstring>

namespace banshi::testing
{

inline constexpr std::uint64_t kResident = face::rendered::kDemoPersons[0].seed;
inline constexpr std::uint64_t kStranger = face::rendered::kDemoPersons[1].seed;

/// A comparison whose person is asked for nothing.
inline constexpr app::ports::FaceDemand kNoProof{.liveness = false};

/// The chip's portrait of the person with `seed`, as the card driver decodes it.
inline app::ports::ChipPhoto chipOf(std::uint64_t seed)
{
    const auto decoded = face::decodeImage(face::rendered::chipPhotoWebp(face::rendered::makeIdentity(seed)));
    app::ports::ChipPhoto chip{decoded->width(), decoded->height(),
                               base::SecretBytes(decoded->stride() * static_cast<std::size_t>(decoded->height()))};
    std::memcpy(chip.bgr.data(), decoded->data(), chip.bgr.size());
    return chip;
}

/// What came out of a comparison.
struct Heard
{
    std::vector<app::ports::FaceVerdict> verdicts;
    std::vector<std::string> advice;
    int pictures = 0;
    int blanks = 0;

    [[nodiscard]] app::ports::FaceCheck::Callbacks callbacks()
    {
        return {[this](const app::ports::FrameView& frame) { ++(frame.bgr != nullptr ? pictures : blanks); },
                [this](const std::string& code) { advice.push_back(code); },
                [this](const app::ports::FaceVerdict& verdict) { verdicts.push_back(verdict); }};
    }
};

} // namespace banshi::testing
