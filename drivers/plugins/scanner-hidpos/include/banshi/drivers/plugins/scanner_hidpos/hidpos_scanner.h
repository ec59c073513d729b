// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/scanner_hidpos/code_collector.h"

#include <banshi/drivers/sdk/barcode_reader.h>
#include <banshi/drivers/sdk/byte_channel.h>
#include <banshi/drivers/sdk/host_services.h>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::scanner_hidpos
{

/// An open HID device: whole reports, and the descriptor that tells what is in them.
struct HidDevice
{
    std::unique_ptr<sdk::ByteChannel> reports;
    std::vector<std::uint8_t> descriptor;
};
using HidFactory = std::function<sdk::Outcome<HidDevice>(const sdk::CallContext&)>;

/// A code scanner in USB HID POS mode. Its light is on during a read only, if the device lets itself be switched;
/// whatever it says at other times is thrown away, so that no code of one person reaches the next.
/// Threads: the host's worker.
class HidposScanner : public sdk::BarcodeReader
{
public:
    /// What is particular about the scanner of this machine.
    struct Setup
    {
        bool isTriggered = false; ///< switched by output reports; otherwise it looks all the time
        std::string model = "HID POS scanner";
        std::chrono::milliseconds breakPause{300}; ///< without the rest that was announced: it does not come any more
    };

    /// `host` outlives the scanner.
    HidposScanner(Setup setup, HidFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::BarcodeReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::Barcode> read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call) override;

private:
    sdk::Outcome<void> light(bool isOn, const sdk::CallContext& call);
    sdk::Outcome<sdk::Barcode> await(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call);
    /// Listens until a code is whole; nothing when it is damaged.
    sdk::Outcome<std::optional<sdk::Barcode>> nextCode(const sdk::CallContext& call);

    const Setup m_setup;
    const HidFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<sdk::ByteChannel> m_reports;
    std::optional<TriggerReport> m_trigger;
    std::unique_ptr<CodeCollector> m_collector;
};

} // namespace banshi::drivers::plugins::scanner_hidpos
