// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace banshi::ui::pages
{

/// Something a person did. `name` is the objectName of what was touched (`foot.next`, `choice.visa`,
/// `service.utl.water`) or of a field that changed (`form.edited`, `search.edited`, `otp.edited`, `pin.edited`);
/// `text` is the field's content for the latter and for `foot.next` on a page with an entry, the choice's value for
/// choices, else empty. May hold personal data: never log it.
struct Tap
{
    QString name{};
    QString text{};
    bool operator==(const Tap&) const = default;
};

} // namespace banshi::ui::pages

Q_DECLARE_METATYPE(banshi::ui::pages::Tap)
