// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/http.h"

namespace banshi::city
{

/// Publishes the service catalogue: a signed manifest and the files that it names. Threads: the caller's lock.
class CatalogueOffice
{
public:
    CatalogueOffice(const base::Clock& clock, const CityKeys& keys) : m_clock(clock), m_keys(keys) {}

    void addHandlers(Handlers& handlers);
    /// Puts a new version in force: `{files: {name: text}, valid_s?}`. Returns the version.
    int publish(const nlohmann::json& order);

private:
    [[nodiscard]] Response manifest(const Call& call) const;
    [[nodiscard]] Response file(const Call& call) const;

    const base::Clock& m_clock;
    const CityKeys& m_keys;
    nlohmann::json m_manifest;                  // null before the first
    std::map<std::string, std::string> m_files; // by SHA-256
    int m_version = 0;
};

} // namespace banshi::city
