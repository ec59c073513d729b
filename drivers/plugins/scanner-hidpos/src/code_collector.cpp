// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/code_collector.h"

#include <banshi/drivers/sdk/aim_identifier.h>
#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::scanner_hidpos
{

void CodeCollector::feed(std::span<const std::uint8_t> report)
{
    if (report.empty() || (m_layout.id != 0 && report[0] != m_layout.id) || m_state == State::Damaged)
        return;
    if (m_state == State::Whole)
        reset(); // the code before was not taken
    const std::size_t count = report.size() == m_layout.length ? report[m_layout.count] : m_layout.dataLength + 1;
    if (count > m_layout.dataLength || m_bytes.size() + count > kLongestCode)
    {
        reset();
        m_state = State::Damaged;
        return;
    }
    if (m_state == State::Empty)
    {
        m_bytes.reserve(kLongestCode); // so that no copy of a code stays behind when it grows
        for (std::size_t i = 0; i < m_symbology.size(); ++i)
            m_symbology[i] = report[m_layout.symbology[i]];
    }
    const auto data = report.subspan(m_layout.data, count);
    m_bytes.insert(m_bytes.end(), data.begin(), data.end());
    const bool goesOn = m_layout.continuedMask != 0 && (report[m_layout.continued] & m_layout.continuedMask) != 0;
    m_state = goesOn ? State::Open : m_bytes.empty() ? State::Damaged : State::Whole;
}

std::optional<sdk::Barcode> CodeCollector::take()
{
    if (m_state != State::Whole)
    {
        reset();
        return std::nullopt;
    }
    sdk::Barcode code(sdk::aimSymbology(m_symbology).value_or(sdk::Symbology::Unknown),
                      std::vector<std::uint8_t>(m_bytes.begin(), m_bytes.end()));
    reset();
    return code;
}

void CodeCollector::reset()
{
    sdk::wipe(m_bytes);
    m_symbology = {};
    m_state = State::Empty;
}

} // namespace banshi::drivers::plugins::scanner_hidpos
