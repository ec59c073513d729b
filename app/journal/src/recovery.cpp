// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/journal/recovery.h"

#include "banshi/app/journal/print_report.h"
#include "banshi/base/ids.h"

#include <QLoggingCategory>
#include <QPointer>
#include <algorithm>

Q_LOGGING_CATEGORY(lcRecovery, "banshi.app.journal")

namespace banshi::app::journal
{

using ports::Intent;
using ports::IntentKind;
using ports::IntentOutcome;

Recovery::Recovery(const base::Clock& clock, ports::Journal& journal, ports::Platform& platform,
                   ports::Devices& devices, std::chrono::seconds limit)
    : m_clock(clock), m_journal(journal), m_platform(platform), m_devices(devices), m_limit(limit), m_deadline(clock)
{
    connect(&m_deadline, &base::Timer::fired, this, [this] {
        m_report.inDoubt += static_cast<int>(m_open.size());
        finish();
    });
}

void Recovery::start()
{
    m_over = false;
    ++m_run;
    m_open.clear();
    m_report = {};
    m_deadline.start(m_limit);
    m_journal.listOpen([self = QPointer<Recovery>(this), run = m_run](std::optional<std::vector<Intent>> open) {
        if (self && !self->m_over && self->m_run == run)
            self->take(std::move(open));
    });
}

void Recovery::take(std::optional<std::vector<Intent>> open)
{
    if (!open)
    {
        m_report.journalReachable = false;
        return finish();
    }
    m_open.assign(open->rbegin(), open->rend());
    next();
}

void Recovery::next()
{
    if (m_over)
        return;
    if (m_open.empty())
        return finish();
    const Intent intent = m_open.back();
    switch (intent.kind)
    {
    case IntentKind::Pay:
        return resolvePay(intent);
    case IntentKind::Print:
        return resolvePrint(intent);
    case IntentKind::Slip:
        // A slip printer keeps no record: whether it came out is not knowable, and it is never printed again by itself.
        if (const std::string order = intent.data.value("order_id", ""); !order.empty())
            return tellSlip(intent.id, order, "unknown", IntentOutcome::InDoubt, {{"recovered", true}});
        return closeAs(intent.id, IntentOutcome::InDoubt, {{"recovered", true}});
    case IntentKind::Submit:
        // The answers that were sent died with their process; only the platform knows whether they arrived.
        return closeAs(intent.id, IntentOutcome::InDoubt, {{"recovered", true}});
    }
}

void Recovery::resolvePay(const Intent& intent)
{
    const std::string orderId = intent.data.value("order_id", "");
    if (!orderId.empty())
        return askOrder(intent.id, orderId);
    // The order's number was not written down: the same request under the same key gives the same order.
    m_platform.post(
        "/v1/payments", intent.id, {{"quote_id", intent.data.value("item_quote", "")}, {"channel", "native-qr"}},
        [self = QPointer<Recovery>(this), run = m_run, id = intent.id](ports::PlatformResult<nlohmann::json> answer) {
            if (!self || self->m_over || self->m_run != run)
                return;
            if (answer)
                self->askOrder(id, answer->value("order_id", ""));
            else if (answer.error().kind == ports::FaultClass::Retry)
                self->leaveOpen();
            else
                self->closeAs(id, IntentOutcome::Failed, {{"code", answer.error().code}});
        });
}

void Recovery::askOrder(const std::string& intentId, const std::string& orderId)
{
    m_platform.get("/v1/payments/" + orderId, [self = QPointer<Recovery>(this), run = m_run, intentId,
                                               orderId](ports::PlatformResult<nlohmann::json> answer) {
        if (!self || self->m_over || self->m_run != run)
            return;
        if (answer)
            self->weighOrder(intentId, orderId, answer->value("state", "UNKNOWN"), false);
        else
            self->leaveOpen();
    });
}

void Recovery::weighOrder(const std::string& intentId, const std::string& orderId, const std::string& state,
                          bool closed)
{
    if (state == "PAID")
    {
        nlohmann::json data{{"state", state}, {"recovered", true}};
        if (hasSlipPromise(orderId))
            return closeAs(intentId, IntentOutcome::Done, std::move(data));
        // The bill is paid; its slip was never promised, so the platform owes the proof (by message or at any machine).
        return tellSlip(intentId, orderId, "failed", IntentOutcome::Done, std::move(data));
    }
    if (state == "CLOSED" || state == "REFUNDED")
        return closeAs(intentId, IntentOutcome::Failed, {{"state", state}, {"recovered", true}});
    if (closed)
        return leaveOpen();
    m_platform.post("/v1/payments/" + orderId + "/close", ports::followUpKey(intentId, ports::FollowUp::CloseOrder),
                    nlohmann::json::object(),
                    [self = QPointer<Recovery>(this), run = m_run, intentId,
                     orderId](ports::PlatformResult<nlohmann::json> answer) {
                        if (!self || self->m_over || self->m_run != run)
                            return;
                        if (answer)
                            self->weighOrder(intentId, orderId, answer->value("state", "UNKNOWN"), true);
                        else
                            self->leaveOpen();
                    });
}

void Recovery::resolvePrint(const Intent& intent)
{
    if (!intent.data.contains("job_id"))
        return reportSheet(intent, {ports::SheetEnd::FailedClean, 0, "app.neverSent"});
    m_devices.askJob(intent.data.value("job_id", 0), intent.data.value("pages", 1),
                     [self = QPointer<Recovery>(this), run = m_run, intent](const ports::SheetResult& result) {
                         if (self && !self->m_over && self->m_run == run)
                             self->reportSheet(intent, result);
                     });
}

void Recovery::reportSheet(const Intent& intent, const ports::SheetResult& result)
{
    const auto outcome = result.end == ports::SheetEnd::Done      ? IntentOutcome::Done
                         : result.end == ports::SheetEnd::Unknown ? IntentOutcome::InDoubt
                                                                  : IntentOutcome::Failed;
    sendPrintReport(
        m_platform, m_clock, ports::followUpKey(intent.id, ports::FollowUp::ReportSheet),
        {intent.data.value("permit", ""), intent.data.value("serial", ""), intent.data.value("attempt", 1), result},
        [self = QPointer<Recovery>(this), run = m_run, id = intent.id, outcome, reason = result.reason](bool isTold) {
            if (!self || self->m_over || self->m_run != run)
                return;
            if (isTold)
                self->closeAs(id, outcome, {{"reason", reason}, {"recovered", true}});
            else
                self->leaveOpen();
        });
}

bool Recovery::hasSlipPromise(const std::string& orderId) const
{
    return std::any_of(m_open.begin(), m_open.end(), [&](const Intent& intent) {
        return intent.kind == IntentKind::Slip && intent.data.value("order_id", "") == orderId;
    });
}

void Recovery::tellSlip(const std::string& intentId, const std::string& orderId, const char* slip,
                        IntentOutcome outcome, nlohmann::json data)
{
    m_platform.post("/v1/fulfilments", ports::followUpKey(intentId, ports::FollowUp::ReportSlip),
                    {{"order_id", orderId}, {"slip", slip}, {"at", base::toRfc3339(m_clock.wall().utc)}},
                    [self = QPointer<Recovery>(this), run = m_run, intentId, outcome,
                     data = std::move(data)](const ports::PlatformResult<nlohmann::json>& told) {
                        if (!self || self->m_over || self->m_run != run)
                            return;
                        if (isTold(told))
                            self->closeAs(intentId, outcome, data);
                        else
                            self->leaveOpen();
                    });
}

void Recovery::closeAs(const std::string& intentId, IntentOutcome outcome, nlohmann::json data)
{
    if (outcome == IntentOutcome::InDoubt)
        ++m_report.inDoubt;
    else
        ++m_report.resolved;
    qCInfo(lcRecovery) << "promise" << intentId.c_str() << "ends as" << ports::name(outcome);
    m_journal.close(intentId, outcome, std::move(data), [self = QPointer<Recovery>(this), run = m_run](bool) {
        if (!self || self->m_over || self->m_run != run)
            return;
        self->m_open.pop_back();
        self->next();
    });
}

void Recovery::leaveOpen()
{
    ++m_report.inDoubt;
    m_open.pop_back();
    next();
}

void Recovery::finish()
{
    if (m_over)
        return;
    m_over = true;
    m_deadline.stop();
    Q_EMIT finished(m_report);
}

} // namespace banshi::app::journal
