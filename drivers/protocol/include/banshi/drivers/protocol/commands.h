// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace banshi::drivers::protocol
{

/// The device classes that this version knows.
enum class DeviceClass
{
    IdCardReader,
    ReceiptPrinter,
    DocumentPrinter,
    Camera,
    BarcodeReader,
    PaymentTerminal,
    Indicators, ///< the interfaces Lights and Auxiliaries
    Keypad,     ///< the interface Keyboard
    BiometricReader,
    CardReader, ///< cards with contacts
};

/// One command of a class.
struct CommandInfo
{
    std::string_view name;
    std::string_view version; ///< "2.0" for published ones, "1.0" for extensions
    bool immediate = false;   ///< runs at once beside a running command
    bool movesPaper = false;  ///< moves paper or money: a lost answer means `outcomeUnknown`
    bool resets = false;      ///< `<Class>.Reset`: closes the device and opens it anew; limited by the host
};

/// The configuration's word for a class (`IdCardReader`).
[[nodiscard]] std::string_view text(DeviceClass deviceClass);
/// The class of a word; nothing when the word is not known.
[[nodiscard]] std::optional<DeviceClass> deviceClass(std::string_view word);
/// All commands of a class, Common included.
[[nodiscard]] std::span<const CommandInfo> commandsOf(DeviceClass deviceClass);
/// Looks a command up over all classes; null when there is none of that name.
[[nodiscard]] const CommandInfo* findCommand(std::string_view name);

namespace command
{
inline constexpr std::string_view kStatus = "Common.Status";
inline constexpr std::string_view kCapabilities = "Common.Capabilities";
inline constexpr std::string_view kCancel = "Common.Cancel";
inline constexpr std::string_view kClaim = "Device.Claim";     ///< {owner, leaseMs}: nobody else's commands until then
inline constexpr std::string_view kRelease = "Device.Release"; ///< ends the claim before its lease does
inline constexpr std::string_view kReadCard = "IdCardReader.Read";
inline constexpr std::string_view kWaitRemoved = "IdCardReader.WaitRemoved";
inline constexpr std::string_view kPrintSlip = "Printer.PrintSlip";
inline constexpr std::string_view kCreateJob = "DocumentPrinter.CreateJob";
inline constexpr std::string_view kSendDocument = "DocumentPrinter.SendDocument";
inline constexpr std::string_view kJobStatus = "DocumentPrinter.JobStatus";
inline constexpr std::string_view kCancelJob = "DocumentPrinter.CancelJob";
inline constexpr std::string_view kJobHistory = "DocumentPrinter.JobHistory";
inline constexpr std::string_view kStartPreview = "Camera.StartPreview";
inline constexpr std::string_view kStopPreview = "Camera.StopPreview";
inline constexpr std::string_view kTakePicture = "Camera.TakePicture";
inline constexpr std::string_view kReadBarcode = "BarcodeReader.Read";
inline constexpr std::string_view kPay = "PaymentTerminal.Pay";
inline constexpr std::string_view kAbortPayment = "PaymentTerminal.Abort";
inline constexpr std::string_view kQueryPayment = "PaymentTerminal.Query";
inline constexpr std::string_view kReversePayment = "PaymentTerminal.Reverse";
inline constexpr std::string_view kLastTransaction = "PaymentTerminal.LastTransaction";
inline constexpr std::string_view kSetLight = "Lights.SetLight";
inline constexpr std::string_view kDataEntry = "Keyboard.DataEntry";
inline constexpr std::string_view kReadBiometric = "Biometric.Read";
inline constexpr std::string_view kImportBiometric = "Biometric.Import";
inline constexpr std::string_view kMatchBiometric = "Biometric.Match";
inline constexpr std::string_view kClearBiometric = "Biometric.Clear";
inline constexpr std::string_view kReadRawData = "CardReader.ReadRawData";
inline constexpr std::string_view kChipIo = "CardReader.ChipIO";
inline constexpr std::string_view kReadFile = "CardReader.ReadFile";
inline constexpr std::string_view kWaitCardRemoved = "CardReader.WaitRemoved";
inline constexpr std::string_view kGetServices = "ServicePublisher.GetServices";
inline constexpr std::string_view kRegisterService = "ServicePublisher.RegisterService";
} // namespace command

namespace event
{
inline constexpr std::string_view kStatusChanged = "Common.StatusChangedEvent";
inline constexpr std::string_view kInsertCard = "IdCardReader.InsertCard";
inline constexpr std::string_view kMediaDetected = "IdCardReader.MediaDetected";
inline constexpr std::string_view kPrintProgress = "DocumentPrinter.Progress";
inline constexpr std::string_view kPaymentProgress = "PaymentTerminal.Progress";
inline constexpr std::string_view kKeyPressed = "Keyboard.KeyEvent";
inline constexpr std::string_view kPresentSubject = "Biometric.PresentSubjectEvent";
inline constexpr std::string_view kSubjectDetected = "Biometric.SubjectDetectedEvent";
inline constexpr std::string_view kRemoveSubject = "Biometric.RemoveSubjectEvent";
inline constexpr std::string_view kInsertChipCard = "CardReader.InsertCardEvent";
inline constexpr std::string_view kChipCardInserted = "CardReader.MediaInsertedEvent";
inline constexpr std::string_view kFrameReady = "Camera.FrameReady";
inline constexpr std::string_view kServiceDetail = "ServicePublisher.ServiceDetailEvent";
} // namespace event

} // namespace banshi::drivers::protocol
