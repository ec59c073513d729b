// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/contract_check.h"
#include "banshi/city/durable.h"
#include "banshi/city/picture_parts.h"
#include "banshi/city/pseudonyms.h"
#include "banshi/city/settled_marks.h"
#include "banshi/city/state_file.h"

#include <optional>
#include <vector>

namespace banshi::city
{

/// Takes durable records: sealed and in batches from gateways, or one by one from a caller without a gateway. Each is
/// taken once, by (device, epoch, seq) and by (device, key). Keeps reports, pictures and ratings; hands the rest to
/// the domains. Threads: the caller's lock.
class QueueIntake
{
public:
    /// All must outlive the object. What is taken goes to the state file first.
    QueueIntake(const base::Clock& clock, ContractCheck& check, const CityKeys& keys, const Pseudonyms& pseudonyms,
                StateFile& state);

    void addHandlers(Handlers& handlers);
    /// For the domains to add theirs.
    [[nodiscard]] DurableHandlers& durable() { return m_durable; }
    /// The body of getOutcome for a record of that device; nothing when it never came.
    [[nodiscard]] std::optional<nlohmann::json> outcome(const std::string& device, const std::string& key) const;
    /// Takes one line of an earlier process.
    void restore(const nlohmann::json& line);
    /// `{reports, blobs, ratings, events, records, order, duplicates, conflicts, unreadable}`; `order` names the keys
    /// in the order in which they were taken.
    [[nodiscard]] nlohmann::json dump() const;

private:
    struct Taken
    {
        std::string bodyHash;
        std::string receipt;
        nlohmann::json problem; ///< null when accepted
        std::string operation = {};
    };
    struct Blob
    {
        std::size_t size;
        std::string device;
    };

    [[nodiscard]] Response batch(const Call& call);
    [[nodiscard]] nlohmann::json statement(const std::string& device, const std::string& epoch,
                                           const nlohmann::json& verdicts) const;
    [[nodiscard]] Response reconcile(const Call& call) const;
    [[nodiscard]] Response direct(const Call& call, const std::string& operation);
    [[nodiscard]] Response sealedBlob(const Call& call);
    [[nodiscard]] Response heldBlob(const Call& call) const;
    [[nodiscard]] Response blobPart(const Call& call);
    [[nodiscard]] Response openBlob(const Call& call, const std::string& sealed);
    [[nodiscard]] Response plainBlob(const Call& call);
    [[nodiscard]] Response keepBlob(const std::string& sha256, const std::string& bytes, const std::string& device,
                                    int status);
    [[nodiscard]] std::optional<std::string> open(int suite, const DurableItem& item, const std::string& sealed) const;
    [[nodiscard]] nlohmann::json judge(const std::string& device, const std::string& epoch,
                                       const nlohmann::json& sealed);
    [[nodiscard]] nlohmann::json take(const DurableItem& item, const std::string& bodyHash);
    [[nodiscard]] DurableVerdict keepReport(const DurableItem& item);
    [[nodiscard]] DurableVerdict keepRating(const DurableItem& item);
    void settle(const DurableItem& item, Taken taken);
    void remember(const std::string& device, const std::string& origin, const std::string& key, Taken taken);
    [[nodiscard]] const SettledMarks& marks(const std::string& device, const std::string& epoch) const;

    const base::Clock& m_clock;
    ContractCheck& m_check;
    const CityKeys& m_keys;
    const Pseudonyms& m_pseudonyms;
    StateFile& m_state;
    DurableHandlers m_durable;
    std::map<std::string, Taken> m_byKey;             // device + key
    std::map<std::string, std::string> m_keyByOrigin; // device + origin -> key
    std::map<std::string, SettledMarks> m_settled;    // device + epoch
    std::vector<std::string> m_order;                 // keys as they were taken
    std::map<std::string, Blob> m_blobs;
    PictureParts m_parts;
    nlohmann::json m_reports = nlohmann::json::array();
    nlohmann::json m_ratings = nlohmann::json::array();
    nlohmann::json m_events = nlohmann::json::array();
    int m_conflicts = 0;
    int m_unreadable = 0;
    int m_duplicates = 0;
};

} // namespace banshi::city
