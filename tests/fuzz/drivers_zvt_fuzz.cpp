// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the connection of a ZVT terminal: any bytes in any pieces give the same messages, and no field is
// read beyond its end.
#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"
#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"
#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers::plugins::payterm_zvt;

namespace
{

constexpr std::int64_t kMostFen = 999'999'999'999; // six bytes of packed digits

std::vector<Apdu> messagesOf(std::span<const std::uint8_t> bytes, std::size_t piece)
{
    std::vector<Apdu> messages;
    ApduReader reader;
    for (std::size_t at = 0; at < bytes.size() && !reader.isBroken(); at += piece)
    {
        reader.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
        while (auto apdu = reader.take())
            messages.push_back(std::move(*apdu));
    }
    return messages;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span input(data, size);
    std::vector<std::uint8_t> fields{0x27, 0x00};
    fields.insert(fields.end(), data, data + size);
    for (const auto& status : {parseStatusInformation(input), parseStatusInformation(fields)})
        if (status && (status->amountFen < 0 || status->amountFen > kMostFen || status->mark.receipt > 9999))
            std::abort();
    std::vector<std::uint8_t> stream{0x80, 0x00, 0x00};
    const auto first = bytesOf({0x04, 0x0F, {data, data + std::min<std::size_t>(size, 400)}});
    stream.insert(stream.end(), first.begin(), first.end());
    stream.insert(stream.end(), data, data + size);
    const auto whole = messagesOf(stream, stream.size());
    if (whole.size() < 2 || bytesOf(whole[1]) != first)
        std::abort();
    if (messagesOf(stream, 1) != whole || messagesOf(stream, 5) != whole)
        std::abort();
    (void)receiptOf(std::string(input.begin(), input.end()));
    return 0;
}
