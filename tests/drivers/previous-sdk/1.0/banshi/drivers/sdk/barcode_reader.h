// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"
#include "banshi/drivers/sdk/wipe.h"

#include <cstdint>
#include <vector>

namespace banshi::drivers::sdk
{

/// The kinds of code that are met at a kiosk; more of XFS4IoT's list are Unknown.
enum class Symbology
{
    Unknown,
    QrCode,
    DataMatrix,
    Pdf417,
    Aztec,
    Code128,
    Ean128,
    Code39,
    Ean13,
    Ean8,
    UpcA,
    Itf,
    Codabar,
};

/// One code that was held in front of the scanner; overwritten when released, as it may be somebody's health or payment
/// code.
struct Barcode
{
    Symbology symbology = Symbology::Unknown;
    std::vector<std::uint8_t> data;

    Barcode() = default;
    Barcode(Symbology kind, std::vector<std::uint8_t> bytes) : symbology(kind), data(std::move(bytes)) {}
    Barcode(Barcode&&) = default;
    Barcode& operator=(Barcode&&) = default;
    ~Barcode() { wipe(data); }
};

/// `barcodeReader.scanner` of the status: its light is on during a read only.
enum class ScannerState
{
    Unknown,
    On,
    Off,
    Inoperative,
};

/// Status of a code scanner.
struct BarcodeReaderStatus
{
    CommonStatus common;
    ScannerState scanner = ScannerState::Unknown;
    bool operator==(const BarcodeReaderStatus&) const = default;
};

/// Capabilities of a code scanner.
struct BarcodeReaderCapabilities
{
    CommonCapabilities common;
    std::vector<Symbology> symbologies; ///< those that it tells apart; empty when it never says what it has read
};

/// A scanner of QR and bar codes (class BarcodeReader).
/// Threads: as Device.
class BarcodeReader : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual BarcodeReaderCapabilities capabilities() const = 0;
    /// Lights the scanner, waits for one code of the `wanted` kinds (any when empty) and puts the light out again. What
    /// was scanned before the call, or is of another kind, is thrown away.
    /// Errors: CommandError with barcodeInvalid (damaged, cut short, two at once); TimeOut, Canceled, DeviceNotReady.
    virtual Outcome<Barcode> read(const std::vector<Symbology>& wanted, const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
