// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/barcode_reader.h"
#include "banshi/drivers/sdk/biometric_reader.h"
#include "banshi/drivers/sdk/camera.h"
#include "banshi/drivers/sdk/card_reader.h"
#include "banshi/drivers/sdk/document_printer.h"
#include "banshi/drivers/sdk/id_card_reader.h"
#include "banshi/drivers/sdk/indicators.h"
#include "banshi/drivers/sdk/keypad.h"
#include "banshi/drivers/sdk/payment_terminal.h"
#include "banshi/drivers/sdk/receipt_printer.h"

#include <string>
#include <variant>

namespace banshi::drivers::sdk
{

using Status =
    std::variant<IdCardReaderStatus, ReceiptPrinterStatus, DocumentPrinterStatus, CameraStatus, BarcodeReaderStatus,
                 PaymentTerminalStatus, IndicatorsStatus, KeypadStatus, BiometricReaderStatus, CardReaderStatus>;

/// How important a log line is.
enum class LogLevel
{
    Debug,
    Info,
    Warning,
};

/// What the host does for a driver outside of operations. Outlives the device.
/// Threads: any.
class HostServices
{
public:
    virtual ~HostServices() = default;
    /// Sets the whole status; the host keeps it, answers `Common.Status` with it, and tells clients what changed.
    virtual void setStatus(const Status& status) = 0;
    /// Writes a line to the host's log. Never with personal data, card contents or traffic.
    virtual void log(LogLevel level, const std::string& text) = 0;
};

} // namespace banshi::drivers::sdk
