// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"
#include "banshi/face/training/picture_cache.h"

namespace banshi::face::training
{

/// The numbers of an identity that a picture can show: lengths in eye distances, colours, style.
[[nodiscard]] Traits traitsOf(const rendered::Identity& person);

} // namespace banshi::face::training
