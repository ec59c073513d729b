// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/answer_sorter.h"

#include "banshi/drivers/plugins/receipt_escpos/status_bytes.h"

namespace banshi::drivers::plugins::receipt_escpos
{

AnswerSorter::AnswerSorter(EndMarker marker, unsigned number) : m_marker(marker)
{
    for (std::size_t digit = 5; digit >= 2; --digit)
    {
        m_echo[digit] = static_cast<std::uint8_t>('0' + number % 10);
        number /= 10;
    }
}

std::vector<std::uint8_t> AnswerSorter::request() const
{
    if (m_marker == EndMarker::PaperStatus)
        return {0x1d, 0x72, 0x01};
    return {0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, m_echo[2], m_echo[3], m_echo[4], m_echo[5]};
}

// The last byte of "buffers cleared" (37 25 00, the answer to DLE DC4 8) looks like a paper status.
Heard AnswerSorter::hearPaperStatus(std::uint8_t byte)
{
    const bool isCleared = m_before[0] == 0x37 && m_before[1] == 0x25 && byte == 0x00;
    m_before = {m_before[1], byte};
    if (isMarkerByte(byte))
        return isCleared ? Heard::Noise : Heard::EndOfSlip;
    return isStatusByte(byte) ? Heard::Status : Heard::Noise;
}

Heard AnswerSorter::hear(std::uint8_t byte)
{
    if (m_marker == EndMarker::PaperStatus)
        return hearPaperStatus(byte);
    // Some bytes of the echo ('2', '3', 0x22…) also have the pattern of a status byte: within an echo they belong to
    // it.
    if (byte == m_echo[m_matched])
    {
        if (++m_matched < m_echo.size())
            return Heard::Noise;
        m_matched = 0;
        return Heard::EndOfSlip;
    }
    m_matched = byte == m_echo[0] ? 1 : 0;
    return m_matched == 0 && isStatusByte(byte) ? Heard::Status : Heard::Noise;
}

} // namespace banshi::drivers::plugins::receipt_escpos
