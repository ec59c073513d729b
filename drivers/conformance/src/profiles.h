// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/class_profile.h"

namespace banshi::drivers::conformance
{

[[nodiscard]] std::unique_ptr<ClassProfile> makeIdCardProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeReceiptProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeDocumentProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeCameraProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeBarcodeProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makePaymentProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeIndicatorsProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeKeypadProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeBiometricProfile();
[[nodiscard]] std::unique_ptr<ClassProfile> makeChipCardProfile();

/// Why a completion is no success, in one line.
[[nodiscard]] std::string describe(const std::optional<client::Completion>& completion);

} // namespace banshi::drivers::conformance
