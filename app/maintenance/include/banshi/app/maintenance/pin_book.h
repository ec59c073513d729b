// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/maintenance/lockout.h"
#include "banshi/app/maintenance/pin_hasher.h"
#include "banshi/app/ports/machine_records.h"

#include <QObject>

namespace banshi::app::maintenance
{

/// The machine's PIN and its lock-out, both in the durable file. A try is counted on disk before it is judged, so that
/// pulling the plug in the middle of one gains nothing. Threads: the GUI thread.
class PinBook : public QObject
{
    Q_OBJECT

public:
    enum class Verdict
    {
        Right,
        Wrong,
        Locked,      ///< not judged at all
        Unavailable, ///< could not be recorded, so it was not judged
    };

    /// All references must outlive the book.
    PinBook(const base::Clock& clock, ports::MachineRecords& records, PinHasher& hasher);

    /// Reads what is kept. `done` hears whether a PIN is set, or why that cannot be known.
    void open(std::function<void(ports::Recorded<bool>)> done);
    void check(base::SecretBytes pin, std::function<void(Verdict)> done);
    /// Sets the PIN when none is set. Errors: codes of codes.h, or why it could not be recorded.
    void setFirst(base::SecretBytes pin, const std::string& who, std::function<void(ports::Recorded<void>)> done);
    /// Time until the next try is taken; zero when one is.
    [[nodiscard]] base::Nanoseconds lockedFor() const;

private:
    void judge(base::SecretBytes pin, std::function<void(Verdict)> done);
    void accept(std::function<void(Verdict)> done);
    void refuse(std::function<void(Verdict)> done);

    const base::Clock& m_clock;
    ports::MachineRecords& m_records;
    PinHasher& m_hasher;
    std::string m_hash;
    Lockout m_lockout;
    base::MonoTime m_lockedUntil{};
};

} // namespace banshi::app::maintenance
