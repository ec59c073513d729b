// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"

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

constexpr std::array kIdCardReader{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    CommandInfo{command::kReadCard, kExtension},
    CommandInfo{command::kWaitRemoved, kExtension},
};
constexpr std::array kReceiptPrinter{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    CommandInfo{command::kPrintSlip, kExtension, false, true},
};
constexpr std::array kDocumentPrinter{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    CommandInfo{command::kCreateJob, kExtension},
    CommandInfo{command::kSendDocument, kExtension, false, true},
    CommandInfo{command::kJobStatus, kExtension},
    CommandInfo{command::kCancelJob, kExtension},
};
constexpr std::array kCamera{
    kStatusInfo,
    kCapabilitiesInfo,
    kCancelInfo,
    CommandInfo{command::kStartPreview, kExtension},
    CommandInfo{command::kStopPreview, kExtension},
    CommandInfo{command::kTakePicture, kPublished},
};

constexpr std::array kClasses{DeviceClass::IdCardReader, DeviceClass::ReceiptPrinter, DeviceClass::DocumentPrinter,
                              DeviceClass::Camera};

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
    }
    return {};
}

const CommandInfo* findCommand(std::string_view name)
{
    for (const DeviceClass known : kClasses)
        for (const CommandInfo& info : commandsOf(known))
            if (info.name == name)
                return &info;
    return nullptr;
}

} // namespace banshi::drivers::protocol
