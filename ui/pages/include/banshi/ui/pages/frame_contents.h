// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/ui/i18n/text.h"
#include "banshi/ui/theme/colours.h"

#include <optional>
#include <vector>

namespace banshi::ui::pages
{

/// A key in the foot.
struct FootKey
{
    i18n::Text label{};
    bool enabled = true;
    bool operator==(const FootKey&) const = default;
};

/// The foot's places from left to right; absent ones leave their room to the next. Taps: `foot.back`, `foot.other`,
/// `foot.next` (the main act), `foot.extra`, `foot.finish`.
struct Foot
{
    std::optional<FootKey> back{};
    std::optional<FootKey> other{};
    std::optional<FootKey> next{};
    std::optional<FootKey> extra{};
    std::optional<FootKey> finish{};
    bool operator==(const Foot&) const = default;
};

/// A button of a layer; its tap and objectName are `layer.<action>`.
struct LayerKey
{
    QString action{};
    i18n::Text label{};
    bool main = false;
    bool operator==(const LayerKey&) const = default;
};

/// A question or a note that stands over the page inside the window: idle question, confirmation, help.
struct Layer
{
    theme::Tone tone = theme::Tone::Plain;
    i18n::Text title{};
    i18n::Text body{};
    std::vector<i18n::Text> lines{}; ///< further paragraphs, one below the other
    std::optional<int> countdown{};  ///< seconds left, shown large
    std::vector<LayerKey> keys{};
    bool operator==(const Layer&) const = default;
};

/// Everything around the page: bar, steps, foot, layer.
struct FrameContents
{
    i18n::Text site{};
    QString machine{};      ///< the machine's number
    base::UtcTime now{};    ///< shown as hh:mm at +08:00
    bool readAloud = false; ///< whether the machine can speak: the key `bar.readAloud` is there
    std::vector<i18n::Text> steps{};
    int step = -1; ///< index of the step that is running; steps.size() when all are done
    Foot foot{};
    std::optional<Layer> layer{};
    i18n::Text maintenance{}; ///< the dark strip under the bar while a technician works
    bool operator==(const FrameContents&) const = default;
};

} // namespace banshi::ui::pages
