// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"

#include <banshi/drivers/sdk/outcome.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <optional>
#include <string>

namespace banshi::drivers::plugins::payterm_zvt
{

/// A transaction that was handed to the terminal.
struct Entry
{
    std::string reference; ///< the caller's
    std::int64_t amountFen = 0;
    bool isReversal = false;
    std::optional<Mark> before; ///< the terminal's last transaction before it; nothing when that is not known
};

/// What the terminal cannot know: which of the caller's references its last transaction has. Kept in a file, so that
/// the next process knows it, too. Threads: one.
class ZvtLedger
{
public:
    /// Reads `file` if it is there; a damaged one counts as none. Empty: nothing outlives the process.
    explicit ZvtLedger(std::string file);

    /// Before the first byte of a transaction. Errors: InternalError when it cannot be written down.
    sdk::Outcome<void> begin(const Entry& entry);
    /// What became of it; `mark` is the terminal's, nothing when it has made no record.
    void finish(const Entry& entry, const sdk::PaymentReport& report, std::optional<Mark> mark);
    /// The transaction whose end is not known, if it has this reference (any when empty).
    [[nodiscard]] const Entry* pending(const std::string& reference) const;
    /// The report of the last transaction whose end is known, if it has this reference.
    [[nodiscard]] const sdk::PaymentReport* done(const std::string& reference) const;
    /// The reference of the last transaction whose end is known, if the terminal's record of it is this one.
    [[nodiscard]] std::string referenceOf(const Mark& mark) const;

private:
    void read();
    [[nodiscard]] bool write() const;

    const std::string m_file;
    std::optional<Entry> m_pending;
    std::optional<sdk::PaymentReport> m_done;
    std::optional<Mark> m_doneMark;
};

} // namespace banshi::drivers::plugins::payterm_zvt
