// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace banshi::drivers::plugins::receipt_escpos
{

/// How a slip proves its end.
enum class EndMarker
{
    PaperStatus, ///< GS r 1: every model has it; the answer is one byte
    ProcessId,   ///< GS ( H 48: echoes four digits; cannot be mistaken for noise, but not every model has it
};

/// What an arriving byte turned out to be.
enum class Heard
{
    Status,    ///< an answer to DLE EOT
    EndOfSlip, ///< the end marker of the slip
    Noise,     ///< neither, or not yet decided
};

/// Tells apart what a printer says while a slip is on its way: the end marker, answers to DLE EOT, and noise.
/// Threads: one.
class AnswerSorter
{
public:
    /// `number` goes into a ProcessId marker (last four digits), so that an answer to an older slip does not count.
    AnswerSorter(EndMarker marker, unsigned number);

    /// The command that asks for the marker; goes behind the cut.
    [[nodiscard]] std::vector<std::uint8_t> request() const;
    /// Takes the next byte from the wire.
    [[nodiscard]] Heard hear(std::uint8_t byte);

private:
    [[nodiscard]] Heard hearPaperStatus(std::uint8_t byte);

    EndMarker m_marker;
    std::array<std::uint8_t, 2> m_before{}; ///< the last two bytes
    std::array<std::uint8_t, 7> m_echo{0x37, 0x22, '0', '0', '0', '0', 0x00};
    std::size_t m_matched = 0;
};

} // namespace banshi::drivers::plugins::receipt_escpos
