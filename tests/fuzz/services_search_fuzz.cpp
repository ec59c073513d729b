// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/search.h"

#include <cstdint>

namespace
{

banshi::app::services::Search makeSearch()
{
    using namespace banshi::app::services;
    ServiceDefinition service;
    service.id = "utl.water";
    service.title = {"水费缴纳", "Water bill"};
    service.search = {"shui fei jiao na", "sfjn", {{"交水费", "jiao shui fei"}}};
    return Search(Catalogue({std::make_shared<const ServiceDefinition>(service)}, {}, {}, {}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto kSearch = makeSearch();
    (void)kSearch.find(std::string(data, data + size));
    return 0;
}
