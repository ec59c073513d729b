// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/pages/page_contents.h"

#include <QImage>
#include <vector>

namespace banshi::ui::samples
{

/// A page as a resident or technician could meet it, with invented contents.
struct Sample
{
    QString name; ///< file name without extension, e.g. `front`, `form-choice`
    pages::PageContents page;
    pages::FrameContents frame;
    QImage camera{}; ///< what the camera sees; null for pages without one
};

/// Every page and its important states, for the gallery, the layout audit and other tests.
[[nodiscard]] std::vector<Sample> allSamples();

/// A drawn person before the camera (no real face).
[[nodiscard]] QImage drawnPerson();
/// A drawn sheet of paper under the document camera.
[[nodiscard]] QImage drawnSheet();

} // namespace banshi::ui::samples
