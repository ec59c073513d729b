// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedded.h"

#include <cstddef>

// Puts a file into the program between two symbols.
#define BANSHI_EMBED(name, file)                                                                                       \
    asm(".pushsection .rodata\n.balign 16\n.globl banshi_face_" name "_begin\nbanshi_face_" name                       \
        "_begin:\n.incbin \"" file "\"\n.globl banshi_face_" name "_end\nbanshi_face_" name "_end:\n.byte 0\n"         \
        ".popsection\n")

BANSHI_EMBED("landmarks", BANSHI_LANDMARKS_FILE);
BANSHI_EMBED("detector", BANSHI_DETECTOR_FILE);
BANSHI_EMBED("manifest", BANSHI_MANIFEST_FILE);
BANSHI_EMBED("weights", BANSHI_WEIGHTS_FILE);

extern "C" const unsigned char banshi_face_landmarks_begin[];
extern "C" const unsigned char banshi_face_landmarks_end[];
extern "C" const unsigned char banshi_face_detector_begin[];
extern "C" const unsigned char banshi_face_detector_end[];
extern "C" const char banshi_face_manifest_begin[];
extern "C" const char banshi_face_manifest_end[];
extern "C" const char banshi_face_weights_begin[];
extern "C" const char banshi_face_weights_end[];

namespace banshi::face::embedded
{

std::span<const unsigned char> landmarks()
{
    return {banshi_face_landmarks_begin, banshi_face_landmarks_end};
}

std::span<const unsigned char> detector()
{
    return {banshi_face_detector_begin, banshi_face_detector_end};
}

std::string_view renderedManifest()
{
    return {banshi_face_manifest_begin, banshi_face_manifest_end};
}

std::string_view renderedWeights()
{
    return {banshi_face_weights_begin, banshi_face_weights_end};
}

} // namespace banshi::face::embedded
