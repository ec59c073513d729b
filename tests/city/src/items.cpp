// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/items.h"

#include <array>

namespace banshi::city
{

namespace
{

constexpr std::array kItems = {
    Item{"hr.pay-list", "社会保险基金管理局", "Social Insurance Fund Bureau", "MB2C1001", Assurance::Strong},
    Item{"pol.no-crime", "公安局", "Public Security Bureau", "00755101", Assurance::Strong},
    Item{"utl.water", "水务集团", "Water Group", "MA5G2001", Assurance::None},
    Item{"grid.report", "网格管理办公室", "Grid Management Office", "MB2C3001", Assurance::None},
};

} // namespace

const Item* findItem(const std::string& id)
{
    for (const auto& item : kItems)
        if (id == item.id)
            return &item;
    return nullptr;
}

nlohmann::json textPair(const std::string& zh, const std::string& en)
{
    return {{"zh", zh}, {"en", en}};
}

} // namespace banshi::city
