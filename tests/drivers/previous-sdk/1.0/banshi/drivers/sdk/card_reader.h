// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"
#include "banshi/drivers/sdk/wipe.h"

#include <cstdint>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// Bytes that a chip has said; overwritten when released.
struct ChipData
{
    std::vector<std::uint8_t> bytes;

    ChipData() = default;
    explicit ChipData(std::vector<std::uint8_t> said) : bytes(std::move(said)) {}
    ChipData(ChipData&&) = default;
    ChipData& operator=(ChipData&&) = default;
    ~ChipData() { wipe(bytes); }
};

/// How one speaks to a chip (ISO/IEC 7816-3).
enum class ChipProtocol
{
    T0,
    T1,
};

/// A card whose chip has power.
struct ChipCard
{
    ChipProtocol protocol = ChipProtocol::T0;
    ChipData atr; ///< answer to reset
};

/// A file of a card.
struct CardFile
{
    std::vector<std::uint8_t> application; ///< its name (AID), 5…16 bytes; empty for the card's own root
    std::uint16_t file = 0;                ///< the elementary file's id, e.g. 0xEF05
    int record = 0;                        ///< from 1; 0 for a file without records, read whole
};

/// Whether the chip has power.
enum class ChipPower
{
    Unknown,
    NoCard,
    PoweredOff,
    Online,
};

/// Status of a chip card reader.
struct CardReaderStatus
{
    CommonStatus common;
    MediaState media = MediaState::Unknown;
    ChipPower power = ChipPower::Unknown;
    bool operator==(const CardReaderStatus&) const = default;
};

/// Capabilities of a chip card reader.
struct CardReaderCapabilities
{
    CommonCapabilities common;
};

/// A reader of cards with contacts: social-security cards, technicians' cards (class CardReader, its chip part).
/// Threads: as Device.
class CardReader : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual CardReaderCapabilities capabilities() const = 0;
    /// Waits for a card and gives its chip power; a card that is there already is taken at once. Events:
    /// InsertChipCard, ChipCardInserted. Errors: CommandError with invalidMedia (no chip, put in the wrong way round);
    /// TimeOut, Canceled, DeviceNotReady.
    virtual Outcome<ChipCard> read(const CallContext& call) = 0;
    /// One command to the chip and its answer with both status bytes (ISO/IEC 7816-4).
    /// Errors: CommandError with noMedia (taken out, or not powered), invalidMedia (the chip says nothing);
    /// InvalidData, DeviceNotReady.
    virtual Outcome<ChipData> exchange(const ChipData& command, const CallContext& call) = 0;
    /// Selects and reads a file. Errors: as exchange(), CommandError with fileNotFound (no such application, file or
    /// record, or it may not be read).
    virtual Outcome<ChipData> readFile(const CardFile& file, const CallContext& call) = 0;
    /// Takes the power away and waits until the card is out. Errors: TimeOut, Canceled, DeviceNotReady.
    virtual Outcome<void> waitRemoved(const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
