// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace banshi::journeys
{

/// What a phone's camera reads from a picture of the screen: the text of its QR code, empty when there is none.
[[nodiscard]] QString scanCode(const QString& pngFile);

} // namespace banshi::journeys
