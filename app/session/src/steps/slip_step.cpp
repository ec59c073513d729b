// SPDX-License-Identifier: GPL-3.0-or-later
#include "slip_step.h"

#include "banshi/app/journal/print_report.h"
#include "banshi/app/services/form_model.h"
#include "banshi/app/services/service_definition.h"

namespace banshi::app::session
{

SlipStep::SlipStep(Surroundings& surroundings, Visit& visit, SlipContent::Kind kind)
    : Step(surroundings, visit), m_promise(surroundings, ports::IntentKind::Slip), m_kind(kind)
{
}

SlipContent SlipStep::content() const
{
    SlipContent slip;
    slip.kind = m_kind;
    slip.service = {m_visit.service->title.zh, m_visit.service->title.en};
    slip.at = m_around.clock.wall().utc;
    switch (m_kind)
    {
    case SlipContent::Kind::Paid:
        slip.number = m_visit.orderId;
        slip.lines = m_visit.lines;
        slip.totalFen = m_visit.totalFen;
        for (const auto& row : m_visit.form->summary())
            if (row.field == "account")
                slip.account = row.onPaper.zh;
        break;
    case SlipContent::Kind::Applied:
        slip.number = m_visit.caseId;
        slip.pickupCode = m_visit.pickupCode;
        slip.pickupDays = m_visit.pickupDays;
        break;
    case SlipContent::Kind::SavedReport:
        slip.number = m_visit.localNumber;
        break;
    case SlipContent::Kind::CertificateOwed:
        slip.number = m_visit.serial;
        break;
    }
    return slip;
}

void SlipStep::enter()
{
    show(ProgressState{ProgressState::Work::PrintingSlip, 0, 0});
    nlohmann::json data{
        {"order_id", m_visit.orderId}, {"case_id", m_visit.caseId}, {"local_number", m_visit.localNumber}};
    m_promise.open(m_visit.id, std::move(data), guarded([this](bool kept) {
                       if (!kept)
                       {
                           m_promise.leaveOpen();
                           Q_EMIT done(); // the number stands on the last page
                           return;
                       }
                       print();
                   }));
}

void SlipStep::print()
{
    m_around.devices.printSlip(m_promise.id(), m_around.writeSlip(content()),
                               guarded([this](ports::DeviceResult<bool> answer) { finish(std::move(answer)); }));
}

void SlipStep::finish(ports::DeviceResult<bool> answer)
{
    m_visit.slipPrinted = answer.has_value();
    const bool unknown = !answer && answer.error().outcomeUnknown;
    const auto outcome = answer    ? ports::IntentOutcome::Done
                         : unknown ? ports::IntentOutcome::InDoubt
                                   : ports::IntentOutcome::Failed;
    if (m_kind != SlipContent::Kind::Paid)
        return close(outcome);
    m_around.platform.post("/v1/fulfilments", ports::followUpKey(m_promise.id(), ports::FollowUp::ReportSlip),
                           {{"order_id", m_visit.orderId},
                            {"slip", answer    ? "printed"
                                     : unknown ? "unknown"
                                               : "failed"},
                            {"at", base::toRfc3339(m_around.clock.wall().utc)}},
                           guarded([this, outcome](const ports::PlatformResult<nlohmann::json>& told) {
                               if (journal::isTold(told))
                                   return closePayment(outcome);
                               m_promise.leaveOpen(); // recovery tells the platform
                               Q_EMIT done();
                           }));
}

// The payment's promise ends before the slip's: recovery that finds it alone would owe a second proof.
void SlipStep::closePayment(ports::IntentOutcome outcome)
{
    if (m_visit.payIntent.empty())
        return close(outcome);
    m_around.journal.close(m_visit.payIntent, ports::IntentOutcome::Done, {{"state", "PAID"}},
                           guarded([this, outcome](bool kept) {
                               if (kept)
                                   return close(outcome);
                               m_promise.leaveOpen(); // recovery sees both
                               Q_EMIT done();
                           }));
}

void SlipStep::close(ports::IntentOutcome outcome)
{
    m_promise.close(outcome, nlohmann::json::object(), guarded([this](bool) { Q_EMIT done(); }));
}

} // namespace banshi::app::session
