// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"

#include <banshi/drivers/sdk/outcome.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::payterm_zvt
{

/// A transaction that was handed to the terminal.
struct Entry
{
    std::string reference; ///< the caller's
    std::int64_t amountFen = 0;
    bool isReversal = false;
    std::optional<Mark> before; ///< the terminal's last transaction before it; nothing when that is not known
    bool isBuried = false; ///< another one was begun before its end was known: the terminal cannot be asked any more
};

/// What the terminal cannot know: which of the caller's references its last transaction has. A transaction stays in it
/// until its end is known. Kept in a file, so that the next process knows it, too. Threads: one.
class ZvtLedger
{
public:
    /// Reads `file` if it is there; a damaged one counts as none. Empty: nothing outlives the process.
    explicit ZvtLedger(std::string file);

    /// Before the first byte of a transaction; buries those whose end is not known. Errors: InternalError when it
    /// cannot be written down.
    sdk::Outcome<void> begin(const Entry& entry);
    /// What became of it; `mark` is the terminal's, nothing when it has made no record.
    void finish(const Entry& entry, const sdk::PaymentReport& report, std::optional<Mark> mark);
    /// The transaction with this reference, if its end is not known; valid until the next change.
    [[nodiscard]] const Entry* pending(const std::string& reference) const;
    /// The one that the terminal can still be asked for: the last that was begun, if its end is not known.
    [[nodiscard]] const Entry* last() const;
    /// The report of a transaction whose end is known, of the last kMostDone.
    [[nodiscard]] const sdk::PaymentReport* done(const std::string& reference) const;
    /// The reference of the transaction of which this is the terminal's record, if its end is known.
    [[nodiscard]] std::string referenceOf(const Mark& mark) const;

    static constexpr std::size_t kMostPending = 500; ///< whose end is not known; then the oldest is forgotten
    static constexpr std::size_t kMostDone = 50;

private:
    struct Done
    {
        sdk::PaymentReport report;
        std::optional<Mark> mark;
    };

    void read();
    [[nodiscard]] bool write() const;

    const std::string m_file;
    std::vector<Entry> m_pending; ///< oldest first, as below
    std::vector<Done> m_done;
};

} // namespace banshi::drivers::plugins::payterm_zvt
