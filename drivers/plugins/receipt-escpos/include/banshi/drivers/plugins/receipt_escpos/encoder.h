// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/receipt_escpos/charset.h"

#include <array>
#include <banshi/drivers/sdk/outcome.h>
#include <banshi/drivers/sdk/receipt_printer.h>
#include <cstdint>
#include <vector>

namespace banshi::drivers::plugins::receipt_escpos
{

/// What differs between print heads.
struct HeadFormat
{
    int columns = 48; ///< cells of size 1 on a line: 48 (80 mm paper) or 32 (58 mm paper)
    Charset charset = Charset::Gbk;
};

/// The whole slip as ESC/POS: initialise, lines, feed, cut. With `cutFirst` a strip that an earlier, broken slip left
/// in the printer is cut off before. The end marker is not part of it. Errors: InvalidData when a QR code holds
/// nothing, more than 500 bytes, or control characters. Threads: pure function (draws lines with characters that the
/// head lacks).
[[nodiscard]] sdk::Outcome<std::vector<std::uint8_t>> encodeSlip(const sdk::Slip& slip, const HeadFormat& format,
                                                                 bool cutFirst);

/// DLE ENQ 2 and DLE DC4 8: recover from an error and forget what is still in the buffers.
inline constexpr std::array<std::uint8_t, 13> kForgetBuffers{0x10, 0x05, 0x02, 0x10, 0x14, 0x08, 0x01,
                                                             0x03, 0x14, 0x01, 0x06, 0x02, 0x08};
/// GS a 0: no unasked status messages.
inline constexpr std::array<std::uint8_t, 3> kNoStatusBack{0x1d, 0x61, 0x00};

} // namespace banshi::drivers::plugins::receipt_escpos
