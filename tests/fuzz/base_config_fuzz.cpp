// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/config_table.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto table = banshi::base::ConfigTable::parse(std::string(data, data + size), "machine.toml");
    if (table)
    {
        table->text("machine", "a text");
        for (auto& device : table->tables("device"))
            (void)device.valuesOr("options");
        (void)table->finish();
    }
    return 0;
}
