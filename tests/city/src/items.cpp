// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/items.h"

#include <array>

namespace banshi::city
{

namespace
{

constexpr std::array kItems = {
    Item{"hr.pay-list", "市人力资源和社会保障局", "Human Resources and Social Security Bureau", "00700101",
         Assurance::Strong},
    Item{"pol.no-crime", "市公安局", "Public Security Bureau", "00700202", Assurance::Strong},
    Item{"utl.water", "市水务集团", "City Water Group", "19200303", Assurance::None},
    Item{"grid.report", "区网格管理办公室", "District Grid Management Office", "00700404", Assurance::None},
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
