// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/ports/journal.h"
#include "banshi/app/ports/platform.h"
#include "banshi/base/timer.h"

#include <QObject>
#include <vector>

namespace banshi::app::journal
{

/// How a recovery ended.
struct RecoveryReport
{
    int resolved = 0;             ///< promises whose end is now known
    int inDoubt = 0;              ///< promises that a person or the platform has to decide
    bool journalReachable = true; ///< false: nothing could be asked, the machine must not serve
};

/// Resolves every promise that an earlier process left open, by asking and never by doing it again: the payment rail
/// about orders (an unpaid one is closed), the printer about jobs, nobody about slips. Runs before the front page
/// opens. Bounded: what has not answered within `limit` is left open for the next start and counted as in doubt.
/// Threads: the GUI thread.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the recovery.
    Recovery(const base::Clock& clock, ports::Journal& journal, ports::Platform& platform, ports::Devices& devices,
             std::chrono::seconds limit = std::chrono::seconds(10));

    void start();

Q_SIGNALS:
    void finished(const banshi::app::journal::RecoveryReport& report);

private:
    void take(std::optional<std::vector<ports::Intent>> open);
    void next();
    void resolvePay(const ports::Intent& intent);
    void askOrder(const std::string& intentId, const std::string& orderId);
    void weighOrder(const std::string& intentId, const std::string& orderId, const std::string& state, bool closed);
    void resolvePrint(const ports::Intent& intent);
    void reportSheet(const ports::Intent& intent, const ports::SheetResult& result);
    [[nodiscard]] bool hasSlipPromise(const std::string& orderId) const;
    void tellSlip(const std::string& intentId, const std::string& orderId, const char* slip,
                  ports::IntentOutcome outcome, nlohmann::json data);
    void closeAs(const std::string& intentId, ports::IntentOutcome outcome, nlohmann::json data);
    void leaveOpen();
    void finish();

    const base::Clock& m_clock;
    ports::Journal& m_journal;
    ports::Platform& m_platform;
    ports::Devices& m_devices;
    std::chrono::seconds m_limit;
    base::Timer m_deadline;
    std::vector<ports::Intent> m_open; // still to be resolved, the oldest last
    RecoveryReport m_report;
    bool m_over = false;
    unsigned m_run = 0; // answers to an earlier run are dropped
};

} // namespace banshi::app::journal
