// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/renewal.h"
#include "banshi/queue/gateway/gateway_config.h"
#include "banshi/queue/sync/signature.h"

#include <memory>

namespace banshi::queue::gateway
{

/// Enrols the machine for a technician: finds the time, asks for a certificate with the code in a file, tries it, and
/// says on the way what happens. The gateway may run meanwhile and uses the certificate at once. Returns the exit code:
/// 0 enrolled, 1 not.
[[nodiscard]] int enrolMachine(const GatewayConfig& config, sync::SignatureKey key, const base::Clock& machineClock,
                               const std::filesystem::path& siteCodeFile);

/// Keeps the certificate of a running gateway alive. Threads: one of its own.
class KeptIdentity
{
public:
    /// `client` and `clock` must outlive the object. `random` as of BackOff.
    KeptIdentity(const GatewayConfig& config, sync::HttpsClient& client, const base::Clock& clock,
                 std::function<double()> random);

    [[nodiscard]] enrol::Renewal& renewal() { return m_renewal; }
    [[nodiscard]] const enrol::Renewal& renewal() const { return m_renewal; }

private:
    enrol::IdentityFolder m_folder;
    enrol::EstClient m_est;
    enrol::Renewal m_renewal;
};

} // namespace banshi::queue::gateway
