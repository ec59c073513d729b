// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/scanner_serial/code_assembler.h"

#include <banshi/drivers/sdk/barcode_reader.h>
#include <banshi/drivers/sdk/byte_channel.h>
#include <banshi/drivers/sdk/host_services.h>
#include <memory>
#include <string>

namespace banshi::drivers::plugins::scanner_serial
{

/// How a scanner is switched on and off.
enum class Trigger
{
    None,   ///< it looks all the time
    Serial, ///< SYN T CR and SYN U CR
};

/// A code scanner on a serial line. Its light is on during a read only; whatever it says at other times is thrown away,
/// so that no code of one person reaches the next.
/// Threads: the host's worker.
class SerialScanner : public sdk::BarcodeReader
{
public:
    /// What is particular about the scanner of this machine.
    struct Setup
    {
        Trigger trigger = Trigger::None;
        bool hasAim = false; ///< every code begins with its AIM identifier
        std::string model = "serial scanner";
        std::chrono::milliseconds endPause{40};    ///< of the line behind CR: the code is over
        std::chrono::milliseconds breakPause{300}; ///< of the line without CR: the rest does not come any more
    };

    /// `host` outlives the scanner.
    SerialScanner(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::BarcodeReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::Barcode> read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call) override;

private:
    sdk::Outcome<void> light(bool isOn, const sdk::CallContext& call);
    sdk::Outcome<sdk::Barcode> await(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call);
    /// Listens until the line is quiet behind a code; nothing when the code is damaged.
    sdk::Outcome<std::optional<sdk::Barcode>> nextCode(const sdk::CallContext& call);
    [[nodiscard]] std::chrono::milliseconds patience() const;
    [[nodiscard]] std::optional<sdk::Barcode> interpret(std::vector<std::uint8_t> code) const;

    const Setup m_setup;
    const sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<sdk::ByteChannel> m_channel;
    CodeAssembler m_assembler;
};

} // namespace banshi::drivers::plugins::scanner_serial
