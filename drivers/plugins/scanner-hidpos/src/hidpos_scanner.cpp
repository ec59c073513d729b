// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/hidpos_scanner.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/hidraw_channel.h>
#include <banshi/drivers/sdk/parting_call.h>

namespace banshi::drivers::plugins::scanner_hidpos
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;

constexpr auto kIdleSlice = 100ms;
constexpr auto kPartingLimit = 300ms;

sdk::BarcodeReaderStatus statusWith(sdk::ScannerState scanner)
{
    return {{sdk::DeviceState::Online, {}}, scanner};
}

} // namespace

HidposScanner::HidposScanner(Setup setup, HidFactory connect, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_connect(std::move(connect)), m_host(host)
{
}

sdk::Outcome<void> HidposScanner::open(const sdk::CallContext& call)
{
    close();
    auto device = m_connect(call);
    if (!device)
        return device.failure();
    const auto layout = parseLayout(device->descriptor);
    if (!layout)
        return sdk::failure(ErrorCode::HardwareError, "not a bar code scanner in HID POS mode");
    if (m_setup.isTriggered && !layout->trigger)
        return sdk::failure(ErrorCode::HardwareError, "this scanner cannot be switched by reports");
    m_reports = std::move(device->reports);
    m_trigger = m_setup.isTriggered ? layout->trigger : std::nullopt;
    m_collector = std::make_unique<CodeCollector>(layout->data);
    return light(false, call); // an earlier process may have left it on
}

void HidposScanner::close()
{
    m_reports.reset();
    m_collector.reset();
}

// A scanner that nobody asked says nothing; that it is still there is all that can be known.
sdk::Outcome<void> HidposScanner::poll(const sdk::CallContext& call)
{
    if (!m_reports)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    std::array<std::uint8_t, sdk::kLongestReport> unasked{};
    const auto count = m_reports->read(unasked, call, call.now());
    sdk::wipe(unasked.data(), unasked.size());
    return count ? sdk::Outcome<void>() : sdk::Outcome<void>(count.failure());
}

sdk::BarcodeReaderCapabilities HidposScanner::capabilities() const
{
    sdk::BarcodeReaderCapabilities capabilities;
    capabilities.common.model = m_setup.model;
    capabilities.symbologies = {sdk::Symbology::QrCode, sdk::Symbology::DataMatrix, sdk::Symbology::Pdf417,
                                sdk::Symbology::Aztec,  sdk::Symbology::Code128,    sdk::Symbology::Ean128,
                                sdk::Symbology::Code39, sdk::Symbology::Ean13,      sdk::Symbology::Ean8,
                                sdk::Symbology::Itf,    sdk::Symbology::Codabar};
    return capabilities;
}

sdk::Outcome<void> HidposScanner::light(bool isOn, const sdk::CallContext& call)
{
    if (m_trigger)
    {
        std::vector<std::uint8_t> report(m_trigger->length, 0);
        if (m_trigger->id != 0)
            report[0] = m_trigger->id;
        if (isOn)
            report[m_trigger->place] |= m_trigger->mask;
        else if (m_trigger->preventMask != 0)
            report[m_trigger->preventPlace] |= m_trigger->preventMask;
        if (auto sent = m_reports->write(report, call); !sent)
            return sent;
    }
    m_host.setStatus(statusWith(isOn ? sdk::ScannerState::On : sdk::ScannerState::Off));
    return {};
}

sdk::Outcome<sdk::Barcode> HidposScanner::read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call)
{
    if (!m_reports)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    m_reports->discardInput();
    m_collector->reset();
    if (const auto lit = light(true, call); !lit)
        return lit.failure();
    auto code = await(wanted, call);
    m_collector->reset();
    const auto dark = light(false, sdk::PartingCall(call, kPartingLimit));
    return code || dark ? std::move(code) : sdk::Outcome<sdk::Barcode>(dark.failure());
}

sdk::Outcome<sdk::Barcode> HidposScanner::await(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call)
{
    for (;;)
    {
        auto code = nextCode(call);
        if (!code)
            return code.failure();
        if (!*code)
            return sdk::commandError("barcodeInvalid", "no whole code came");
        if (wanted.empty() || std::ranges::find(wanted, (*code)->symbology) != wanted.end())
            return std::move(**code);
    }
}

sdk::Outcome<std::optional<sdk::Barcode>> HidposScanner::nextCode(const sdk::CallContext& call)
{
    std::array<std::uint8_t, sdk::kLongestReport> report{};
    for (;;)
    {
        if (const auto stop = call.stopReason())
            return *stop;
        const bool isOpen = m_collector->state() == CodeCollector::State::Open;
        const auto count = m_reports->read(report, call, call.atMost(isOpen ? m_setup.breakPause : kIdleSlice));
        if (!count)
            return count.failure();
        if (*count > 0)
            m_collector->feed(std::span(report).first(*count));
        sdk::wipe(report.data(), *count);
        if (const auto stop = call.stopReason(); stop && *count == 0)
            return *stop; // the pause may have been cut short by the deadline
        const CodeCollector::State state = m_collector->state();
        const bool isBroken = state == CodeCollector::State::Open && *count == 0;
        if (state == CodeCollector::State::Whole || state == CodeCollector::State::Damaged || isBroken)
            return m_collector->take();
    }
}

} // namespace banshi::drivers::plugins::scanner_hidpos
