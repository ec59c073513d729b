// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <cstdint>
#include <string>
#include <vector>

namespace banshi::testing
{

/// Bytes of a text of hexadecimal digits and blanks.
inline std::vector<std::uint8_t> bytesOfHex(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

/// A report descriptor after HID Point of Sale Usage Tables 1.02, item by item.
inline std::vector<std::uint8_t> posDescriptor()
{
    return bytesOfHex("058c 0902 a101"
                      "0912 a102 8502 1500 26ff00 7508 9501 0501 093b 8102"
                      "9503 058c 09fb 09fc 09fd 8102 9538 09fe 820201"
                      "9502 0666ff 0904 8102 058c 2501 7501 9501 09ff 8102 9507 8103 c0"
                      "0914 a102 8504 9502 0960 095f 9102 9506 9103 c0 c0");
}

/// One scanned data report of that descriptor.
inline std::vector<std::uint8_t> posReport(const std::string& text, bool isContinued = false,
                                           const std::string& aim = "]Q1")
{
    std::vector<std::uint8_t> report(64, 0);
    report[0] = 2;
    report[1] = static_cast<std::uint8_t>(text.size());
    std::copy(aim.begin(), aim.end(), report.begin() + 2);
    std::copy(text.begin(), text.end(), report.begin() + 5);
    report[63] = isContinued ? 1 : 0;
    return report;
}

} // namespace banshi::testing
