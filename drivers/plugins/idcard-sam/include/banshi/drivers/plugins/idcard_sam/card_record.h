// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/id_card_reader.h>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace banshi::drivers::plugins::idcard_sam
{

inline constexpr std::size_t kTextRecordSize = 256;
inline constexpr std::size_t kPhotoRecordSize = 1024;
inline constexpr std::size_t kAddressRecordSize = 70;
inline constexpr std::size_t kFingerprintRecordSize = 1024;

/// How parsing a record ended.
enum class RecordFault
{
    None,
    UnknownType, ///< the type letter is none of ours: never read as another type
    Malformed,   ///< a field cannot be what the layout says
};

/// The records in the reply to a read; they point into its data.
struct CardRecords
{
    std::span<const std::uint8_t> text;        ///< kTextRecordSize bytes
    std::span<const std::uint8_t> photo;       ///< kPhotoRecordSize bytes
    std::span<const std::uint8_t> fingerprint; ///< at most kFingerprintRecordSize bytes; empty when none was sent
};

/// Cuts the data of a reply into its records: lengths (16 bits each, high byte first) of text, photo and, for a read
/// `withFingerprint`, fingerprint, then the records. Nothing when a length is impossible or data is missing.
/// Threads: pure.
[[nodiscard]] std::optional<CardRecords> splitRecords(std::span<const std::uint8_t> data, bool withFingerprint);

/// Parses the 256 bytes of the text record (UTF-16LE, space padded) into `card`. The type letter at 248 decides the
/// layout before anything else is looked at. On a fault `card` is left empty.
/// Threads: pure.
[[nodiscard]] RecordFault parseRecord(std::span<const std::uint8_t> record, sdk::IdCard& card);

/// Text of a UTF-16LE field without its padding; nothing when it is not well-formed. A name that was cut in the middle
/// of a surrogate pair at the end of a full field loses that half.
[[nodiscard]] std::optional<std::string> fieldText(std::span<const std::uint8_t> field);

/// The module's number as it is printed: `05.03-20151212-001234567-000987654`; nothing when there are not 16 bytes.
[[nodiscard]] std::optional<std::string> samNumberText(std::span<const std::uint8_t> bytes);

/// Name of an ethnic group by its GB/T 3304 code (1…56, 97, 98); empty when there is none.
[[nodiscard]] std::string nationName(int code);

} // namespace banshi::drivers::plugins::idcard_sam
