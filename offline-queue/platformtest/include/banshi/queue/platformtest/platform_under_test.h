// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/contract/schema_gate.h"
#include "banshi/queue/store/platform_key.h"
#include "banshi/queue/sync/https_client.h"
#include "banshi/queue/sync/signature.h"

#include <functional>
#include <nlohmann/json.hpp>

namespace banshi::queue::platformtest
{

/// What the examiner has to know of the platform. Threads: plain value.
struct Target
{
    sync::TlsIdentity tls;
    std::string device;            ///< common name of the certificate
    std::string item;              ///< a service item that the platform has, for sessions
    std::function<bool()> restart; ///< restarts the server and returns whether it serves again; may be empty
    std::chrono::milliseconds patience{10000};
    std::optional<sync::SignatureKey> receipts{}; ///< whose receipts count, when it is not the platform's own key
};

/// One answer. `fault` tells why there is none, or how it breaks the contract; empty when all is well.
struct Answer
{
    int status = 0;
    nlohmann::json body;
    std::string fault;
    [[nodiscard]] std::string code() const;
};

/// One call.
struct Ask
{
    std::string operation; ///< operationId, held against the contract
    std::string target;    ///< path and query
    std::string key{};     ///< Idempotency-Key; empty for none
    std::string body{};
    std::string media = "application/json";
    std::map<std::string, std::string> headers{};
    std::optional<std::chrono::milliseconds> deadline{};
};

/// A platform as one machine speaks to it; each answer is held against the contract. Threads: any.
class PlatformUnderTest
{
public:
    /// `clock` must outlive the object.
    PlatformUnderTest(Target target, store::PlatformKey seal, sync::SignatureKey sign, const base::Clock& clock);

    [[nodiscard]] Answer call(const Ask& ask);
    /// A sealed item of a batch, as the contract has it.
    [[nodiscard]] nlohmann::json sealed(int seq, const std::string& key, const nlohmann::json& report) const;
    /// A batch of this machine, with a fresh key when none is given.
    [[nodiscard]] Answer sendBatch(const std::string& epoch, const std::vector<nlohmann::json>& items,
                                   const std::string& key = {});
    /// A report that the contract allows.
    [[nodiscard]] nlohmann::json report(const std::string& text) const;
    [[nodiscard]] std::string freshKey() const;
    /// Sixteen random hex digits.
    [[nodiscard]] static std::string freshEpoch();

    [[nodiscard]] const Target& target() const { return m_target; }
    [[nodiscard]] const sync::SignatureKey& signatureKey() const { return m_sign; }
    [[nodiscard]] const sync::SignatureKey& receiptKey() const
    {
        return m_target.receipts ? *m_target.receipts : m_sign;
    }
    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    [[nodiscard]] const store::PlatformKey& sealKey() const { return m_seal; }

private:
    Target m_target;
    store::PlatformKey m_seal;
    sync::SignatureKey m_sign;
    const base::Clock& m_clock;
    contract::Contract m_contract;
    contract::SchemaGate m_gate;
    sync::HttpsClient m_client;
};

} // namespace banshi::queue::platformtest
