// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/status_bytes.h"

namespace banshi::drivers::plugins::receipt_escpos
{

void apply(Question question, std::uint8_t byte, Sensors& sensors)
{
    if (!isStatusByte(byte))
        return;
    const auto has = [byte](int mask) { return (byte & mask) != 0; };
    switch (question)
    {
    case Question::Printer:
        sensors.offline = has(0x08);
        break;
    case Question::OfflineCause:
        sensors.coverOpen = has(0x04);
        sensors.feedButton = has(0x08);
        sensors.stoppedAtPaperEnd = has(0x20);
        sensors.error = has(0x40);
        break;
    case Question::Error:
        sensors.recoverableError = has(0x04);
        sensors.cutterError = has(0x08);
        sensors.unrecoverableError = has(0x20);
        sensors.headHot = has(0x40);
        break;
    case Question::PaperRoll:
        sensors.nearEnd = has(0x0c);
        sensors.paperOut = has(0x60);
        break;
    }
}

std::string refusalFor(const Sensors& sensors)
{
    if (sensors.coverOpen)
        return "coverOpen";
    if (sensors.cutterError)
        return "cutterFailed";
    if (sensors.recoverableError || sensors.unrecoverableError)
        return "paperJammed";
    if (sensors.paperOut || sensors.stoppedAtPaperEnd)
        return "paperOut";
    return {};
}

sdk::ReceiptPrinterStatus statusOf(const Sensors& sensors)
{
    sdk::ReceiptPrinterStatus status;
    status.coverOpen = sensors.coverOpen;
    status.cutterFailed = sensors.cutterError;
    const bool out = sensors.paperOut || sensors.stoppedAtPaperEnd;
    status.paper = sensors.recoverableError ? sdk::PaperState::Jammed
                   : out                    ? sdk::PaperState::Out
                   : sensors.nearEnd        ? sdk::PaperState::Low
                                            : sdk::PaperState::Full;
    const bool broken = sensors.cutterError || sensors.unrecoverableError || sensors.recoverableError;
    status.common.device = broken              ? sdk::DeviceState::HardwareError
                           : sensors.coverOpen ? sdk::DeviceState::UserError
                           : sensors.headHot   ? sdk::DeviceState::DeviceBusy
                           : out               ? sdk::DeviceState::Online
                           : sensors.offline   ? sdk::DeviceState::Offline
                                               : sdk::DeviceState::Online;
    const auto reason = [&status](bool on, const char* name) {
        if (on)
            status.common.reasons.emplace_back(name);
    };
    reason(sensors.coverOpen, "cover-open");
    reason(out, "paper-end");
    reason(sensors.nearEnd && !out, "paper-near-end");
    reason(sensors.cutterError, "autocutter-error");
    reason(sensors.recoverableError, "recoverable-error");
    reason(sensors.unrecoverableError, "unrecoverable-error");
    reason(sensors.headHot, "head-hot");
    return status;
}

} // namespace banshi::drivers::plugins::receipt_escpos
