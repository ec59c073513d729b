// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/recording.h"

#include <sstream>

namespace banshi::drivers::tool
{

std::string toLine(const Transfer& transfer)
{
    return (transfer.isToDevice ? "> " : "< ") + transfer.bytes.toHex().toStdString() + '\n';
}

tl::expected<std::vector<Transfer>, int> parseRecording(const std::string& text)
{
    std::vector<Transfer> transfers;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number)
    {
        const bool isKnown = line.starts_with("> ") || line.starts_with("< ");
        const QByteArray hex = isKnown ? QByteArray::fromStdString(line.substr(2)) : QByteArray();
        const QByteArray bytes = QByteArray::fromHex(hex); // passes over what is no hex
        if (bytes.isEmpty() || bytes.toHex() != hex.toLower())
            return tl::unexpected(number);
        transfers.push_back({line[0] == '>', bytes});
    }
    return transfers;
}

} // namespace banshi::drivers::tool
