// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace banshi::app::maintenance
{

/// Dotted codes that the maintenance pages explain.
namespace code
{
inline constexpr const char* kPinLength = "app.maintenance.pinLength";
inline constexpr const char* kPinTrivial = "app.maintenance.pinTrivial";
inline constexpr const char* kPinIsDate = "app.maintenance.pinIsDate";
inline constexpr const char* kPinsDiffer = "app.maintenance.pinsDiffer";
inline constexpr const char* kPinWrong = "app.maintenance.pinWrong";
inline constexpr const char* kPinAlreadySet = "app.maintenance.pinAlreadySet";
inline constexpr const char* kStaffNumber = "app.maintenance.staffNumber";
inline constexpr const char* kReasonMissing = "app.maintenance.reasonMissing";
inline constexpr const char* kNotRecorded = "app.maintenance.notRecorded";
} // namespace code

/// All of them. Threads: any.
[[nodiscard]] std::vector<std::string> allErrorCodes();

} // namespace banshi::app::maintenance
