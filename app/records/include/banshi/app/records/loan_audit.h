// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/machine_records.h"
#include "banshi/base/timer.h"

#include <QObject>
#include <deque>
#include <optional>

namespace banshi::app::records
{

/// Writes to the audit table who took all devices of the machine and gave them back (XFS4IoT's VendorMode):
/// `vendorMode.entered` with `{"since"}` and `vendorMode.left` with `{"since", "until", "seconds"}`, times in RFC 3339.
/// While the gateway keeps nothing the acts wait, at most 16 of them, and are tried again every ten seconds; one whose
/// answer was lost may stand there twice. Threads: one, with an event loop.
class LoanAudit : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `records` must outlive the object.
    LoanAudit(const base::Clock& clock, ports::MachineRecords& records);

    /// A program has the devices now, or still. `who` asked for them; empty when nobody knows.
    void taken(const std::string& who);
    /// They are the machine's own again; nothing when nobody had them.
    void givenBack(const std::string& who);

private:
    struct Loan
    {
        base::UtcTime since;
        base::MonoTime began; ///< the wall clock may jump meanwhile
    };

    void write(ports::AuditRecord act);
    void next();

    const base::Clock& m_clock;
    ports::MachineRecords& m_records;
    base::Timer m_again;
    std::optional<Loan> m_loan;
    std::deque<ports::AuditRecord> m_waiting; ///< oldest first
    bool m_isWriting = false;
};

} // namespace banshi::app::records
