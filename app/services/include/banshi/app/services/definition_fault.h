// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace banshi::app::services
{

/// One fault in a definition: where it stands, what is wrong, what would be right. For the people who write
/// definitions, not for residents. Threads: plain value.
struct DefinitionFault
{
    std::string file;
    std::string pointer; ///< JSON pointer (RFC 6901); empty for the file as a whole
    std::string problem;
    std::string wanted;
    int line = 0; ///< 1-based, of a file that is not JSON; else 0

    /// `utl.water.json:/fee/mode: is missing; wanted: none, or quote` (or `utl.water.json:12: …`) on one line.
    [[nodiscard]] std::string text() const;
    bool operator==(const DefinitionFault&) const = default;
};

using DefinitionFaults = std::vector<DefinitionFault>;

} // namespace banshi::app::services
