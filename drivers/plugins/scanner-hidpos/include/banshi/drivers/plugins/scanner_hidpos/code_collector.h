// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/scanner_hidpos/report_layout.h"

#include <banshi/drivers/sdk/barcode_reader.h>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace banshi::drivers::plugins::scanner_hidpos
{

/// Puts one code together from the reports in which it comes. Keeps no more than the largest code there is.
/// Threads: one.
class CodeCollector
{
public:
    static constexpr std::size_t kLongestCode = 2953; ///< of a QR code (ISO/IEC 18004, 40-L), bytes

    enum class State
    {
        Empty,
        Open,    ///< more reports are announced
        Whole,   ///< take() gives a code
        Damaged, ///< what came cannot be a code
    };

    explicit CodeCollector(DataReport layout) : m_layout(layout) {}
    ~CodeCollector() { reset(); }
    CodeCollector(const CodeCollector&) = delete;
    CodeCollector& operator=(const CodeCollector&) = delete;

    /// One input report; those with another id are passed over.
    void feed(std::span<const std::uint8_t> report);
    [[nodiscard]] State state() const { return m_state; }
    /// The code, when it is whole. Starts anew.
    [[nodiscard]] std::optional<sdk::Barcode> take();
    /// Forgets and overwrites everything.
    void reset();

private:
    const DataReport m_layout;
    State m_state = State::Empty;
    std::array<std::uint8_t, 3> m_symbology{};
    std::vector<std::uint8_t> m_bytes;
};

} // namespace banshi::drivers::plugins::scanner_hidpos
