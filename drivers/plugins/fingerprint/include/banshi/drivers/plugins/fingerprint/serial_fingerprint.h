// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/fingerprint/finger_link.h"

#include <banshi/drivers/sdk/biometric_reader.h>
#include <banshi/drivers/sdk/host_services.h>
#include <memory>
#include <string>

namespace banshi::drivers::plugins::fingerprint
{

/// A fingerprint module on a serial line. It keeps two templates in its own memory: what was captured, and what was
/// imported; both are overwritten by clear(), by close() and before the first use.
/// Threads: the host's worker.
class SerialFingerprint : public sdk::BiometricReader
{
public:
    /// What is particular about the module of this machine.
    struct Setup
    {
        std::uint32_t password = 0;
        FingerLink::Patience patience;
        std::chrono::milliseconds lookPause{150}; ///< between two looks whether a finger is there
    };

    /// `host` outlives the reader.
    SerialFingerprint(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::BiometricReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::BiometricTemplate> read(const sdk::CallContext& call) override;
    sdk::Outcome<void> import(const sdk::BiometricTemplate& reference, const sdk::CallContext& call) override;
    sdk::Outcome<int> match(const sdk::CallContext& call) override;
    sdk::Outcome<void> clear(const sdk::CallContext& call) override;

private:
    /// A command whose only good answer is 00. Errors: as FingerLink::ask(); HardwareError with the module's code.
    sdk::Outcome<void> order(std::span<const std::uint8_t> command, const sdk::CallContext& call);
    sdk::Outcome<void> waitForFinger(const sdk::CallContext& call);
    sdk::Outcome<sdk::BiometricTemplate> capture(const sdk::CallContext& call);
    sdk::Outcome<void> load(std::uint8_t buffer, std::span<const std::uint8_t> data, const sdk::CallContext& call);
    void report();

    const Setup m_setup;
    const sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<FingerLink> m_link;
    std::size_t m_packetSize = 0; ///< bytes of data in a packet, as the module is set
    std::size_t m_templateSize = 0;
    bool m_isImported = false;
    sdk::BiometricReaderStatus m_status;
};

} // namespace banshi::drivers::plugins::fingerprint
