// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/smartcard_pcsc/card_port.h"

#include <string>

namespace banshi::drivers::plugins::smartcard_pcsc
{

/// One reader of pcscd, by libpcsclite. Threads: the driver's worker.
class PcscPort : public CardPort
{
public:
    /// Takes the first reader whose name begins with `name` (readers' names end in numbers that move).
    /// Errors: DeviceNotReady: pcscd does not run or does not let us in, no such reader.
    static sdk::Outcome<std::unique_ptr<CardPort>> open(const std::string& name);
    ~PcscPort() override;

    sdk::Outcome<bool> hasCard(std::chrono::milliseconds limit) override;
    sdk::Outcome<sdk::ChipCard> powerOn() override;
    sdk::Outcome<sdk::ChipData> transmit(const std::vector<std::uint8_t>& command) override;
    void powerOff() override;

private:
    explicit PcscPort(long context) : m_context(context) {}

    const long m_context;
    std::string m_reader;
    unsigned long m_known = 0; ///< the reader's state as it was told last
    long m_card = 0;
    bool m_isPowered = false;
    unsigned long m_protocol = 0;
};

} // namespace banshi::drivers::plugins::smartcard_pcsc
