// SPDX-License-Identifier: GPL-3.0-or-later
#include "landmark_model.h"

#include <cstddef>

asm(R"(
    .pushsection .rodata
    .balign 16
    .globl banshi_face_landmarks_begin
banshi_face_landmarks_begin:
    .incbin ")" BANSHI_LANDMARKS_FILE R"("
    .globl banshi_face_landmarks_end
banshi_face_landmarks_end:
    .byte 0
    .popsection
)");

extern "C" const unsigned char banshi_face_landmarks_begin[];
extern "C" const unsigned char banshi_face_landmarks_end[];

namespace banshi::face
{

std::span<const unsigned char> landmarkModel()
{
    return {banshi_face_landmarks_begin,
            static_cast<std::size_t>(banshi_face_landmarks_end - banshi_face_landmarks_begin)};
}

} // namespace banshi::face
