// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/contract_check.h"
#include "banshi/city/durable.h"
#include "banshi/city/pseudonyms.h"

#include <set>

namespace banshi::city
{

/// Takes durable records: sealed and in batches from gateways, or one by one from a caller without a gateway. Each is
/// taken once, by (device, epoch, seq) and by (device, key). Keeps reports, pictures and ratings; hands the rest to
/// the domains. Threads: the caller's lock.
class QueueIntake
{
public:
    QueueIntake(const base::Clock& clock, ContractCheck& check, const CityKeys& keys, const Pseudonyms& pseudonyms);

    void addHandlers(Handlers& handlers);
    /// For the domains to add theirs.
    [[nodiscard]] DurableHandlers& durable() { return m_durable; }
    /// `{reports, blobs, ratings, records, duplicates, conflicts, unreadable}`.
    [[nodiscard]] nlohmann::json dump() const;

private:
    struct Taken
    {
        std::string bodyHash;
        std::string receipt;
        nlohmann::json problem; ///< null when accepted
    };
    struct Blob
    {
        std::size_t size;
        std::string device;
    };

    [[nodiscard]] Response batch(const Call& call);
    [[nodiscard]] Response direct(const Call& call, const std::string& operation);
    [[nodiscard]] Response sealedBlob(const Call& call);
    [[nodiscard]] Response plainBlob(const Call& call);
    [[nodiscard]] Response keepBlob(const std::string& sha256, const std::string& bytes, const std::string& device,
                                    int status);
    [[nodiscard]] nlohmann::json judge(const std::string& device, const std::string& epoch,
                                       const nlohmann::json& sealed);
    [[nodiscard]] nlohmann::json take(const DurableItem& item, const std::string& bodyHash);
    [[nodiscard]] DurableVerdict keepReport(const DurableItem& item);
    [[nodiscard]] DurableVerdict keepRating(const DurableItem& item);
    void settle(const DurableItem& item, Taken taken);
    [[nodiscard]] std::uint64_t highWater(const std::string& device, const std::string& epoch) const;

    const base::Clock& m_clock;
    ContractCheck& m_check;
    const CityKeys& m_keys;
    const Pseudonyms& m_pseudonyms;
    DurableHandlers m_durable;
    std::map<std::string, Taken> m_byKey;                     // device + key
    std::map<std::string, std::string> m_keyByOrigin;         // device + origin -> key
    std::map<std::string, std::set<std::uint64_t>> m_settled; // device + epoch -> seqs
    std::map<std::string, Blob> m_blobs;
    nlohmann::json m_reports = nlohmann::json::array();
    nlohmann::json m_ratings = nlohmann::json::array();
    int m_conflicts = 0;
    int m_unreadable = 0;
    int m_duplicates = 0;
};

} // namespace banshi::city
