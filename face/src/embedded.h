// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace banshi::face::embedded
{

/// The bytes of `face/data/landmarks.dat`, which the linker has put into the program.
[[nodiscard]] std::span<const unsigned char> landmarks();
/// dlib's frontal face detector as it serialises itself, written out when the kit is built.
[[nodiscard]] std::span<const unsigned char> detector();
/// Text of `face/data/banshi-rendered-v1.model.toml`.
[[nodiscard]] std::string_view renderedManifest();
/// Bytes of `face/data/banshi-rendered-v1.dat`.
[[nodiscard]] std::string_view renderedWeights();

} // namespace banshi::face::embedded
