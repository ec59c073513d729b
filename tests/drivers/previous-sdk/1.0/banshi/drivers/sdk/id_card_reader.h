// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"
#include "banshi/drivers/sdk/wipe.h"

#include <cstdint>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// Which of the records of GA 490 a card holds.
enum class CardType
{
    Citizen,            ///< resident identity card
    ResidencePermit,    ///< 'J': residents of Hong Kong, Macau, Taiwan
    ForeignerPermanent, ///< 'I': foreigner's permanent residence card, 2017 layout
};

/// What became of the portrait on the chip.
enum class PhotoState
{
    NoDecoder,    ///< this machine has no decoder for the chip's picture format
    NotDecodable, ///< the decoder refused it or failed
    Decoded,
};

/// The portrait: rows of `width` × 3 bytes (blue, green, red), top row first, no padding.
struct CardPhoto
{
    PhotoState state = PhotoState::NoDecoder;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bgr;
};

/// One card as it was read. Texts are UTF-8 without the record's padding; fields that the card type lacks are empty.
/// All texts and the photo are overwritten by the destructor. Move-only.
struct IdCard
{
    CardType type = CardType::Citizen;
    std::string name;
    std::string sex;    ///< GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated
    std::string nation; ///< GB/T 3304 name, e.g. 汉
    std::string birth;  ///< yyyymmdd
    std::string address;
    std::string number;
    std::string issuer;
    std::string validFrom;   ///< yyyymmdd
    std::string validTo;     ///< yyyymmdd or 长期
    std::string passNumber;  ///< 'J' only
    std::string issueCount;  ///< 'J' only
    std::string englishName; ///< 'I' only
    std::string nationality; ///< 'I' only: ISO 3166-1 alpha-3
    std::string samNumber;   ///< of the reader's security module; goes into the audit record
    CardPhoto photo;

    std::vector<std::uint8_t> fingerprint; ///< both templates as on the chip; empty unless the reader was set to

    IdCard() = default;
    IdCard(IdCard&&) = default;
    IdCard& operator=(IdCard&&) = default;
    ~IdCard()
    {
        for (std::string* text : {&name, &sex, &nation, &birth, &address, &number, &issuer, &validFrom, &validTo,
                                  &passNumber, &issueCount, &englishName, &nationality})
            wipe(*text);
        wipe(photo.bgr);
        wipe(fingerprint);
    }
};

/// Status of an identity-card reader.
struct IdCardReaderStatus
{
    CommonStatus common;
    MediaState media = MediaState::Unknown;
    std::string samNumber;
    bool operator==(const IdCardReaderStatus&) const = default;
};

/// Capabilities of an identity-card reader.
struct IdCardReaderCapabilities
{
    CommonCapabilities common;
    bool fingerprint = false;
    std::string photoDecoder; ///< `none`, `vendor`, `webp`
};

/// A reader of second-generation resident identity cards and their relatives (extension class `IdCardReader`).
/// Threads: as Device.
class IdCardReader : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual IdCardReaderCapabilities capabilities() const = 0;
    /// Waits for a card and reads it. Events: InsertCard, MediaDetected.
    /// Errors: CommandError with noMedia (none came before the deadline), readFailed, unknownCardType, samFailure,
    /// cardRemoved; DeviceNotReady, Canceled.
    virtual Outcome<IdCard> read(const CallContext& call) = 0;
    /// Returns when no card lies on the reader any more. Errors: TimeOut, Canceled, DeviceNotReady.
    virtual Outcome<void> waitRemoved(const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
