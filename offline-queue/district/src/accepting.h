// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acceptance.h"
#include "connection.h"

namespace banshi::queue::district
{

/// From the columns operation (the `first` of them), state, receipt and code.
[[nodiscard]] KeptItem keptItem(const Rows& rows, int row, int first);

/// One batch on its way into the database: first all is asked, then what follows from it is written. What goes on where
/// the last one ended, as nearly all do, is added at once; any other is added item by item.
/// Threads: one.
class Accepting
{
public:
    Accepting(Connection& connection, const IncomingBatch& batch) : m_connection(connection), m_batch(batch) {}

    /// Errors: as Intake::accept().
    [[nodiscard]] DistrictResult<Acceptance> run();

private:
    /// What stands under the batch's own key.
    struct FirstAnswer
    {
        std::string bodyHash;
        std::string words;
        std::int64_t highWater = 0;
        std::string digest;
        std::string at;
    };

    [[nodiscard]] DistrictResult<bool> begin();
    /// None of its keys and numbers can be here, as far as the answers of begin() say; the device is locked.
    [[nodiscard]] bool isAllNew() const;
    [[nodiscard]] DistrictResult<void> addWhatIsNew();
    [[nodiscard]] DistrictResult<void> readKnown();
    [[nodiscard]] bool isPlainContinuation() const { return m_mark.highest == m_mark.highWater && m_moved.empty(); }
    [[nodiscard]] DistrictResult<void> moveMark();
    [[nodiscard]] DistrictResult<Acceptance> finish();
    [[nodiscard]] DistrictResult<void> commit(std::vector<Step> steps, const std::string& words);
    [[nodiscard]] DistrictResult<Acceptance> answerAgain();

    Connection& m_connection;
    const IncomingBatch& m_batch;
    std::int64_t m_accepted = 0; // items of the device before this batch
    EpochMark m_mark;
    bool m_isSomeHeld = false;         // of its keys
    std::vector<HeldNumber> m_numbers; // added by this batch
    std::vector<HeldNumber> m_moved;
    std::set<std::string> m_added;
    std::map<std::string, KnownItem> m_known;
    std::optional<FirstAnswer> m_first;
};

} // namespace banshi::queue::district
