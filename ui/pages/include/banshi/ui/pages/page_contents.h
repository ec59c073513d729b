// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/end_contents.h"
#include "banshi/ui/pages/form_contents.h"
#include "banshi/ui/pages/front_contents.h"
#include "banshi/ui/pages/identity_contents.h"
#include "banshi/ui/pages/maintenance_contents.h"
#include "banshi/ui/pages/task_contents.h"

#include <variant>

namespace banshi::ui::pages
{

/// What one page shows; the alternative decides which page it is.
using PageContents =
    std::variant<FrontContents, ServiceListContents, ConsentContents, CardContents, FaceContents, OtpContents,
                 FormContents, PhotoContents, SummaryContents, PayContents, ProgressContents, DoneContents,
                 MessageContents, RecoveryContents, OutOfServiceContents, PinContents, MaintenanceContents>;

/// The page's name, which is also the objectName of its widget: `front`, `serviceList`, `consent`, `card`, `face`,
/// `otp`, `form`, `photo`, `summary`, `pay`, `progress`, `done`, `message`, `recovery`, `outOfService`, `pin`,
/// `maintenance`.
[[nodiscard]] QString pageName(const PageContents& contents);

} // namespace banshi::ui::pages
