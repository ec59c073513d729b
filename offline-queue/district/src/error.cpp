// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/district/error.h"

namespace banshi::queue::district
{

std::string_view code(DistrictCode value)
{
    switch (value)
    {
    case DistrictCode::Unreachable:
        return "queue.district.unreachable";
    case DistrictCode::NotDurable:
        return "queue.district.notDurable";
    case DistrictCode::Refused:
        return "queue.district.refused";
    case DistrictCode::NewerSchema:
        return "queue.district.newerSchema";
    case DistrictCode::Busy:
        return "queue.district.busy";
    case DistrictCode::KeyReused:
        return "queue.district.keyReused";
    }
    return {};
}

std::vector<std::string_view> districtCodes()
{
    return {code(DistrictCode::Unreachable), code(DistrictCode::NotDurable), code(DistrictCode::Refused),
            code(DistrictCode::NewerSchema), code(DistrictCode::Busy),       code(DistrictCode::KeyReused)};
}

} // namespace banshi::queue::district
