// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds the loader the bytes themselves, and a shipped definition with the bytes laid over a part of it.
#include "banshi/app/services/country_table.h"
#include "banshi/app/services/definition_reader.h"
#include "banshi/base/system_clock.h"

#include <cstdint>
#include <cstdlib>

namespace
{

using namespace banshi::app::services;

std::string shipped()
{
    DefinitionFaults faults;
    const auto file = CatalogueSource::readFile(BANSHI_CATALOGUE "/pol.no-crime.json", "pol.no-crime.json", faults);
    if (!file)
        std::abort();
    return file->text;
}

/// The first two bytes say where, the others replace as many of the text's.
std::string laidOver(std::string text, const std::string& bytes)
{
    if (bytes.size() < 3)
        return text;
    const std::size_t at =
        (static_cast<unsigned char>(bytes[0]) * 256U + static_cast<unsigned char>(bytes[1])) % text.size();
    constexpr std::size_t kMost = 8;
    const std::string patch = bytes.substr(2, kMost);
    return text.replace(at, patch.size(), patch);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const banshi::base::SystemClock kClock;
    static const DefinitionReader kReader(kClock);
    static const std::string kShipped = shipped();
    const std::string bytes(data, data + size);
    (void)kReader.read({"fuzz.json", bytes});
    (void)kReader.read({"pol.no-crime.json", laidOver(kShipped, bytes)});
    DefinitionFaults faults;
    (void)CountryTable::read({"fuzz.json", bytes}, faults);
    return 0;
}
