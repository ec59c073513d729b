// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/codes.h"

namespace banshi::app::maintenance
{

std::vector<std::string> allErrorCodes()
{
    return {code::kPinLength,     code::kPinTrivial,  code::kPinIsDate,     code::kPinsDiffer, code::kPinWrong,
            code::kPinAlreadySet, code::kStaffNumber, code::kReasonMissing, code::kNotRecorded};
}

} // namespace banshi::app::maintenance
