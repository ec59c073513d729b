// SPDX-License-Identifier: GPL-3.0-or-later
// The 256 bytes that a chip holds: whatever they are, the result is a sound card or nothing at all.
#include "banshi/drivers/plugins/idcard_sam/card_record.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::idcard_sam;

namespace
{

void put(std::array<std::uint8_t, kTextRecordSize>& record, std::size_t offset, std::string_view text)
{
    for (const char letter : text)
    {
        record[offset] = static_cast<std::uint8_t>(letter);
        offset += 2;
    }
}

// A sound record, so that mutations meet every check by itself.
std::array<std::uint8_t, kTextRecordSize> soundRecord(char letter)
{
    std::array<std::uint8_t, kTextRecordSize> record{};
    for (std::size_t i = 0; i < record.size(); i += 2)
        record[i] = ' ';
    const bool foreigner = letter == 'I';
    put(record, 0, "TEST");
    put(record, foreigner ? 120 : 30, "1");
    put(record, foreigner ? 220 : 36, "19900101");
    put(record, 122, foreigner ? "CAN110081080310CAN" : "440399199001010018");
    put(record, 188, "2015030120350301");
    record[248] = static_cast<std::uint8_t>(letter);
    if (letter == ' ')
        put(record, 32, "01");
    return record;
}

// The data of a reply: what is cut out of it lies within it.
void splitReply(std::span<const std::uint8_t> data)
{
    std::vector<std::uint8_t> reply{0x01, 0x00, 0x04, 0x00};
    reply.insert(reply.end(), data.begin(), data.end());
    reply.resize(reply.size() + 1290 + data.size() % 1024);
    for (const bool withFingerprint : {false, true})
    {
        (void)splitRecords(data, withFingerprint);
        const auto records = splitRecords(reply, withFingerprint);
        if (!records)
            continue;
        const auto end = records->fingerprint.data() + records->fingerprint.size();
        if (records->text.size() != kTextRecordSize || records->photo.size() != kPhotoRecordSize ||
            records->fingerprint.size() > kFingerprintRecordSize || end > reply.data() + reply.size())
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    sdk::IdCard card;
    (void)parseRecord({data, size}, card);
    (void)samNumberText({data, size});
    splitReply({data, size});
    for (const char letter : {' ', 'J', 'I'})
    {
        auto record = soundRecord(letter);
        if (parseRecord(record, card) != RecordFault::None)
            std::abort();
        for (std::size_t i = 0; i + 1 < size; i += 2)
            record[data[i]] = data[i + 1];
        const RecordFault fault = parseRecord(record, card);
        if (fault != RecordFault::None && !(card.number.empty() && card.name.empty() && card.englishName.empty()))
            std::abort();
        if (fault == RecordFault::None && (card.number.empty() || card.birth.size() != 8))
            std::abort();
    }
    return 0;
}
