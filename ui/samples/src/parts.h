// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/samples/samples.h"

namespace banshi::ui::samples
{

/// Words written here, in both languages.
[[nodiscard]] inline i18n::Text say(const char* zh, const char* en)
{
    return i18n::Text::both(QString::fromUtf8(zh), QString::fromUtf8(en));
}

/// The same in both languages.
[[nodiscard]] inline i18n::Text same(const char* words)
{
    return i18n::Text::plain(QString::fromUtf8(words));
}

/// Bar and foot of an ordinary page; `step` of the six steps of a certificate, negative for none.
[[nodiscard]] pages::FrameContents frame(int step, pages::Foot foot);

/// The usual foot.
[[nodiscard]] pages::Foot foot(const i18n::Text& next, const i18n::Text& other = {});

[[nodiscard]] std::vector<Sample> frontSamples();
[[nodiscard]] std::vector<Sample> identitySamples();
[[nodiscard]] std::vector<Sample> formSamples();
[[nodiscard]] std::vector<Sample> taskSamples();
[[nodiscard]] std::vector<Sample> endSamples();
[[nodiscard]] std::vector<Sample> layerSamples();
[[nodiscard]] std::vector<Sample> maintenanceSamples();

} // namespace banshi::ui::samples
