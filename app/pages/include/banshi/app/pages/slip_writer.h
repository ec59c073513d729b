// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/session/state.h"

#include <string>

namespace banshi::app::pages
{

/// Writes slips in Chinese with the facts in figures, as residents know them. Names and account numbers on slips are
/// masked by whoever fills in the content. Threads: any.
class SlipWriter
{
public:
    SlipWriter(std::string site, std::string deviceId) : m_site(std::move(site)), m_deviceId(std::move(deviceId)) {}
    [[nodiscard]] ports::SlipText operator()(const session::SlipContent& content) const;

private:
    std::string m_site;
    std::string m_deviceId;
};

} // namespace banshi::app::pages
