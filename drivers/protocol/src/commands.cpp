// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"

#include "banshi/drivers/protocol/vendor_mode.h"

#include <array>

namespace banshi::drivers::protocol
{

namespace
{

constexpr std::string_view kPublished = "2.0";
constexpr std::string_view kExtension = "1.0";

constexpr CommandInfo kStatusInfo{command::kStatus, kPublished, true, false};
constexpr CommandInfo kCapabilitiesInfo{command::kCapabilities, kPublished, true, false};
constexpr CommandInfo kCancelInfo{command::kCancel, kPublished, true, false};
constexpr CommandInfo kClaimInfo{command::kClaim, kExtension, true, false};
constexpr CommandInfo kReleaseInfo{command::kRelease, kExtension, true, false};

// Lights and Auxiliaries have none, as published.
constexpr CommandInfo resetOf(std::string_view name, std::string_view version)
{
    return {.name = name, .version = version, .resets = true};
}

constexpr std::array kIdCardReader{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kReadCard, kExtension},
    CommandInfo{command::kWaitRemoved, kExtension},
    resetOf("IdCardReader.Reset", kExtension),
};
constexpr std::array kReceiptPrinter{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kPrintSlip, kExtension, false, true},
    resetOf("Printer.Reset", kPublished),
};
constexpr std::array kDocumentPrinter{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kCreateJob, kExtension},
    CommandInfo{command::kSendDocument, kExtension, false, true},
    CommandInfo{command::kJobStatus, kExtension},
    CommandInfo{command::kCancelJob, kExtension},
    CommandInfo{command::kJobHistory, kExtension},
    resetOf("Printer.Reset", kPublished),
};
constexpr std::array kCamera{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kStartPreview, kExtension},
    CommandInfo{command::kStopPreview, kExtension},
    CommandInfo{command::kTakePicture, kPublished},
    resetOf("Camera.Reset", kPublished),
};

constexpr std::array kBarcodeReader{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kReadBarcode, kPublished},
    resetOf("BarcodeReader.Reset", kPublished),
};
constexpr std::array kPaymentTerminal{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kPay, kExtension, false, true},
    CommandInfo{command::kAbortPayment, kExtension},
    CommandInfo{command::kQueryPayment, kExtension},
    CommandInfo{command::kReversePayment, kExtension, false, true},
    CommandInfo{command::kLastTransaction, kExtension},
    resetOf("PaymentTerminal.Reset", kExtension),
};
constexpr std::array kIndicators{
    kStatusInfo, kCapabilitiesInfo, kCancelInfo, kClaimInfo, kReleaseInfo, CommandInfo{command::kSetLight, kPublished},
};

constexpr std::array kKeypad{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kDataEntry, kPublished},
    resetOf("Keyboard.Reset", kPublished),
};
constexpr std::array kBiometricReader{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kReadBiometric, kPublished},
    CommandInfo{command::kImportBiometric, kPublished},
    CommandInfo{command::kMatchBiometric, kPublished},
    CommandInfo{command::kClearBiometric, kPublished},
    resetOf("Biometric.Reset", kPublished),
};

constexpr std::array kCardReader{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    kClaimInfo,
    kReleaseInfo,
    CommandInfo{command::kReadRawData, kPublished},
    CommandInfo{command::kChipIo, kPublished},
    CommandInfo{command::kReadFile, kExtension},
    CommandInfo{command::kWaitCardRemoved, kExtension},
    resetOf("CardReader.Reset", kPublished),
};

constexpr std::array kVendorMode{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    CommandInfo{vendormode::kRegister, kPublished, true},
    CommandInfo{vendormode::kEnterModeRequest, kPublished, true},
    CommandInfo{vendormode::kEnterModeAcknowledge, kPublished, true},
    CommandInfo{vendormode::kExitModeRequest, kPublished, true},
    CommandInfo{vendormode::kExitModeAcknowledge, kPublished, true},
};

constexpr std::array kClasses{DeviceClass::IdCardReader, DeviceClass::ReceiptPrinter, DeviceClass::DocumentPrinter,
                              DeviceClass::Camera,       DeviceClass::BarcodeReader,  DeviceClass::PaymentTerminal,
                              DeviceClass::Indicators,   DeviceClass::Keypad,         DeviceClass::BiometricReader,
                              DeviceClass::CardReader};

} // namespace

std::string_view text(DeviceClass deviceClass)
{
    switch (deviceClass)
    {
    case DeviceClass::IdCardReader:
        return "IdCardReader";
    case DeviceClass::ReceiptPrinter:
        return "ReceiptPrinter";
    case DeviceClass::DocumentPrinter:
        return "DocumentPrinter";
    case DeviceClass::Camera:
        return "Camera";
    case DeviceClass::BarcodeReader:
        return "BarcodeReader";
    case DeviceClass::PaymentTerminal:
        return "PaymentTerminal";
    case DeviceClass::Indicators:
        return "Indicators";
    case DeviceClass::Keypad:
        return "Keypad";
    case DeviceClass::BiometricReader:
        return "BiometricReader";
    case DeviceClass::CardReader:
        return "CardReader";
    }
    return {};
}

std::optional<DeviceClass> deviceClass(std::string_view word)
{
    for (const DeviceClass known : kClasses)
        if (text(known) == word)
            return known;
    return std::nullopt;
}

std::span<const CommandInfo> commandsOf(DeviceClass deviceClass)
{
    switch (deviceClass)
    {
    case DeviceClass::IdCardReader:
        return kIdCardReader;
    case DeviceClass::ReceiptPrinter:
        return kReceiptPrinter;
    case DeviceClass::DocumentPrinter:
        return kDocumentPrinter;
    case DeviceClass::Camera:
        return kCamera;
    case DeviceClass::BarcodeReader:
        return kBarcodeReader;
    case DeviceClass::PaymentTerminal:
        return kPaymentTerminal;
    case DeviceClass::Indicators:
        return kIndicators;
    case DeviceClass::Keypad:
        return kKeypad;
    case DeviceClass::BiometricReader:
        return kBiometricReader;
    case DeviceClass::CardReader:
        return kCardReader;
    }
    return {};
}

std::span<const CommandInfo> vendorModeCommands()
{
    return kVendorMode;
}

const CommandInfo* findCommand(std::string_view name)
{
    for (const DeviceClass known : kClasses)
        for (const CommandInfo& info : commandsOf(known))
            if (info.name == name)
                return &info;
    for (const CommandInfo& info : kVendorMode)
        if (info.name == name)
            return &info;
    return nullptr;
}

} // namespace banshi::drivers::protocol
