// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/definition_fault.h"

namespace banshi::app::services
{

std::string DefinitionFault::text() const
{
    std::string place = file;
    if (line > 0)
        place += ':' + std::to_string(line);
    if (!pointer.empty())
        place += ':' + pointer;
    return place + ": " + problem + (wanted.empty() ? "" : "; wanted: " + wanted);
}

} // namespace banshi::app::services
