// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/error_codes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace banshi::drivers::client
{

namespace
{

using protocol::CompletionCode;
using protocol::DeviceClass;

constexpr std::string_view kCommon = "drivers.common.";
constexpr std::string_view kClaimed = "claimed"; // by another program: the host's sequenceError with `claimedBy`

constexpr std::array kGeneric{
    CompletionCode::Canceled,      CompletionCode::DeviceNotReady,     CompletionCode::FraudAttempt,
    CompletionCode::HardwareError, CompletionCode::InternalError,      CompletionCode::InvalidCommand,
    CompletionCode::InvalidData,   CompletionCode::OutcomeUnknown,     CompletionCode::SequenceError,
    CompletionCode::TimeOut,       CompletionCode::UnsupportedCommand, CompletionCode::UnsupportedData,
    CompletionCode::UserError,
};

constexpr std::array<std::string_view, 5> kIdCard{"cardRemoved", "noMedia", "readFailed", "samFailure",
                                                  "unknownCardType"};
constexpr std::array<std::string_view, 4> kReceipt{"coverOpen", "cutterFailed", "paperJammed", "paperOut"};
constexpr std::array<std::string_view, 1> kCamera{"cameraInoperable"};
constexpr std::array<std::string_view, 1> kScanner{"barcodeInvalid"};
constexpr std::array<std::string_view, 1> kPayment{"terminalBusy"};
constexpr std::array<std::string_view, 3> kCard{"fileNotFound", "invalidMedia", "noMedia"};
constexpr std::array<std::string_view, 3> kBiometric{"noCaptureData", "noImportedData", "readFailed"};

struct ClassCodes
{
    std::string_view prefix;
    std::span<const std::string_view> codes;
};

ClassCodes codesOf(DeviceClass deviceClass)
{
    switch (deviceClass)
    {
    case DeviceClass::IdCardReader:
        return {"drivers.idcard.", kIdCard};
    case DeviceClass::ReceiptPrinter:
        return {"drivers.receipt.", kReceipt};
    case DeviceClass::DocumentPrinter:
        return {"drivers.document.", {}};
    case DeviceClass::Camera:
        return {"drivers.camera.", kCamera};
    case DeviceClass::BarcodeReader:
        return {"drivers.scanner.", kScanner};
    case DeviceClass::PaymentTerminal:
        return {"drivers.payment.", kPayment};
    case DeviceClass::Indicators:
        return {"drivers.indicators.", {}};
    case DeviceClass::Keypad:
        return {"drivers.keypad.", {}};
    case DeviceClass::BiometricReader:
        return {"drivers.biometric.", kBiometric};
    case DeviceClass::CardReader:
        return {"drivers.card.", kCard};
    }
    return {};
}

std::string joined(std::string_view prefix, std::string_view code)
{
    return std::string(prefix) + std::string(code);
}

} // namespace

std::vector<std::string> allErrorCodes()
{
    std::vector<std::string> all;
    for (const CompletionCode code : kGeneric)
        all.push_back(joined(kCommon, protocol::text(code)));
    all.push_back(joined(kCommon, kClaimed));
    for (const DeviceClass known :
         {DeviceClass::IdCardReader, DeviceClass::ReceiptPrinter, DeviceClass::DocumentPrinter, DeviceClass::Camera,
          DeviceClass::BarcodeReader, DeviceClass::PaymentTerminal, DeviceClass::Indicators, DeviceClass::Keypad,
          DeviceClass::BiometricReader, DeviceClass::CardReader})
    {
        const ClassCodes own = codesOf(known);
        for (const std::string_view code : own.codes)
            all.push_back(joined(own.prefix, code));
    }
    std::ranges::sort(all);
    return all;
}

std::string errorCodeOf(DeviceClass deviceClass, const Completion& completion)
{
    if (completion.code == CompletionCode::CommandErrorCode)
    {
        const ClassCodes own = codesOf(deviceClass);
        if (std::ranges::find(own.codes, completion.errorCode) != own.codes.end())
            return joined(own.prefix, completion.errorCode);
        return joined(kCommon, protocol::text(CompletionCode::HardwareError));
    }
    if (completion.code == CompletionCode::SequenceError && completion.payload.contains("claimedBy"))
        return joined(kCommon, kClaimed);
    const bool known = std::ranges::find(kGeneric, completion.code) != kGeneric.end();
    return joined(kCommon, protocol::text(known ? completion.code : CompletionCode::InternalError));
}

} // namespace banshi::drivers::client
