// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/rows.h"
#include "banshi/ui/widgets/notice.h"

#include <optional>

namespace banshi::ui::pages
{

/// What the PIN is wanted for.
enum class PinPurpose
{
    Enter,
    ChooseNew,
    RepeatNew,
};

/// A technician's PIN. Tap `pin.edited`; `foot.next` carries the PIN. Never shown, only counted.
struct PinContents
{
    PinPurpose purpose = PinPurpose::Enter;
    int least = 6;         ///< boxes that stand there at once; further ones come as they are filled
    int digits = 12;       ///< at most
    i18n::Text error{};    ///< empties the boxes when it appears
    int lockedSeconds = 0; ///< > 0: no entry until then
    bool operator==(const PinContents&) const = default;
};

/// A device with the number that matters. Tap `device.<id>.test`.
struct DeviceRow
{
    QString id{};
    i18n::Text name{};
    theme::Tone tone = theme::Tone::Plain;
    i18n::Text state{};
    i18n::Text figure{};
    bool testing = false;
    i18n::Text note{}; ///< model, last test; may be empty
    bool operator==(const DeviceRow&) const = default;
};

/// A service with its switch. Tap `switch.<id>` with `on` or `off` (what it shall become) as text.
struct SwitchRow
{
    QString id{};
    i18n::Text title{};
    bool on = true;
    i18n::Text reason{}; ///< why it is off
    bool operator==(const SwitchRow&) const = default;
};

/// An act in the audit table.
struct AuditRow
{
    i18n::Text when{};
    i18n::Text who{};
    i18n::Text what{};
    i18n::Text before{}; ///< empty: there was nothing
    i18n::Text after{};
    bool operator==(const AuditRow&) const = default;
};

/// The parts of the technician's page. Taps `section.overview`, `section.services`, `section.audit`.
enum class Section
{
    Overview,
    Services,
    Audit,
};

/// The technician's page. Leaving is `foot.finish`.
struct MaintenanceContents
{
    Section section = Section::Overview;
    std::optional<widgets::Notice> first{}; ///< the one thing to do first and what it brings back
    std::vector<DeviceRow> devices{};
    std::vector<Row> queue{};
    std::vector<Row> network{}; ///< network and clock
    std::vector<SwitchRow> services{};
    std::vector<AuditRow> audit{}; ///< newest first
    bool operator==(const MaintenanceContents&) const = default;
};

} // namespace banshi::ui::pages
