// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/serial_scanner.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/aim_identifier.h>
#include <banshi/drivers/sdk/parting_call.h>

namespace banshi::drivers::plugins::scanner_serial
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;

constexpr auto kIdleSlice = 100ms;
constexpr auto kPartingLimit = 300ms;
constexpr std::array<std::uint8_t, 3> kTriggerOn{0x16, 0x54, 0x0D};  // SYN T CR
constexpr std::array<std::uint8_t, 3> kTriggerOff{0x16, 0x55, 0x0D}; // SYN U CR

sdk::BarcodeReaderStatus statusWith(sdk::ScannerState scanner)
{
    return {{sdk::DeviceState::Online, {}}, scanner};
}

} // namespace

SerialScanner::SerialScanner(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_connect(std::move(connect)), m_host(host)
{
}

sdk::Outcome<void> SerialScanner::open(const sdk::CallContext& call)
{
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_channel = std::move(*channel);
    return light(false, call); // an earlier process may have left it on
}

void SerialScanner::close()
{
    m_channel.reset();
    m_assembler.reset();
}

// A scanner that nobody asked says nothing; that its line still stands is all that can be known.
sdk::Outcome<void> SerialScanner::poll(const sdk::CallContext& call)
{
    if (!m_channel)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    std::array<std::uint8_t, 256> unasked{};
    const auto count = m_channel->read(unasked, call, call.now());
    sdk::wipe(unasked.data(), unasked.size());
    return count ? sdk::Outcome<void>() : sdk::Outcome<void>(count.failure());
}

sdk::BarcodeReaderCapabilities SerialScanner::capabilities() const
{
    sdk::BarcodeReaderCapabilities capabilities;
    capabilities.common.model = m_setup.model;
    if (m_setup.hasAim)
        capabilities.symbologies = {sdk::Symbology::QrCode, sdk::Symbology::DataMatrix, sdk::Symbology::Pdf417,
                                    sdk::Symbology::Aztec,  sdk::Symbology::Code128,    sdk::Symbology::Ean128,
                                    sdk::Symbology::Code39, sdk::Symbology::Ean13,      sdk::Symbology::Ean8,
                                    sdk::Symbology::Itf,    sdk::Symbology::Codabar};
    return capabilities;
}

sdk::Outcome<void> SerialScanner::light(bool isOn, const sdk::CallContext& call)
{
    sdk::Outcome<void> done = m_setup.trigger == Trigger::None
                                  ? sdk::Outcome<void>()
                                  : m_channel->write(isOn ? kTriggerOn : kTriggerOff, call);
    if (done)
        m_host.setStatus(statusWith(isOn ? sdk::ScannerState::On : sdk::ScannerState::Off));
    return done;
}

sdk::Outcome<sdk::Barcode> SerialScanner::read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call)
{
    if (!m_channel)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    m_channel->discardInput();
    m_assembler.reset();
    if (const auto lit = light(true, call); !lit)
        return lit.failure();
    auto code = await(wanted, call);
    m_assembler.reset();
    const auto dark = light(false, sdk::PartingCall(call, kPartingLimit));
    return code || dark ? std::move(code) : sdk::Outcome<sdk::Barcode>(dark.failure());
}

sdk::Outcome<sdk::Barcode> SerialScanner::await(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call)
{
    for (;;)
    {
        auto code = nextCode(call);
        if (!code)
            return code.failure();
        if (!*code)
            return sdk::commandError("barcodeInvalid", "no whole single code came");
        const bool isWanted = wanted.empty() || std::ranges::find(wanted, (*code)->symbology) != wanted.end();
        if (isWanted)
            return std::move(**code);
    }
}

std::chrono::milliseconds SerialScanner::patience() const
{
    switch (m_assembler.state())
    {
    case CodeAssembler::State::Empty:
        break;
    case CodeAssembler::State::Open:
        return m_setup.breakPause;
    case CodeAssembler::State::Closed:
        return m_setup.endPause;
    }
    return kIdleSlice;
}

sdk::Outcome<std::optional<sdk::Barcode>> SerialScanner::nextCode(const sdk::CallContext& call)
{
    std::array<std::uint8_t, 512> chunk;
    for (;;)
    {
        if (const auto stop = call.stopReason())
            return *stop;
        const auto count = m_channel->read(chunk, call, call.atMost(patience()));
        if (!count)
            return count.failure();
        if (*count > 0)
        {
            m_assembler.feed(std::span(chunk).first(*count));
            sdk::wipe(chunk.data(), *count);
            continue;
        }
        if (const auto stop = call.stopReason())
            return *stop; // the pause may have been cut short by the deadline
        if (m_assembler.state() == CodeAssembler::State::Empty)
            continue;
        auto code = m_assembler.take();
        return code ? interpret(std::move(*code)) : std::optional<sdk::Barcode>();
    }
}

std::optional<sdk::Barcode> SerialScanner::interpret(std::vector<std::uint8_t> code) const
{
    if (!m_setup.hasAim)
        return sdk::Barcode(sdk::Symbology::Unknown, std::move(code));
    const auto symbology = sdk::aimSymbology(code);
    if (!symbology || code.size() == sdk::kAimLength)
    {
        sdk::wipe(code);
        return std::nullopt;
    }
    sdk::Barcode barcode(*symbology, std::vector<std::uint8_t>(code.begin() + sdk::kAimLength, code.end()));
    sdk::wipe(code);
    return barcode;
}

} // namespace banshi::drivers::plugins::scanner_serial
