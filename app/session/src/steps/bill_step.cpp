// SPDX-License-Identifier: GPL-3.0-or-later
#include "bill_step.h"

#include "../json_words.h"
#include "banshi/app/services/form_model.h"
#include "banshi/app/services/service_definition.h"
#include "banshi/base/ids.h"

#include <algorithm>

namespace banshi::app::session
{

void BillStep::enter()
{
    query();
}

void BillStep::query()
{
    show(ProgressState{ProgressState::Work::Checking, 0, 0});
    nlohmann::json body{{"item", m_visit.service->id}, {"params", m_visit.form->submission().form}};
    m_around.platform.post("/v1/queries", base::newUuid(m_around.clock), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return showFault(answer.error(), answer.error().kind == ports::FaultClass::Retry,
                                                    true);
                               m_visit.queryId = answer->value("query_id", "");
                               m_visit.rows = readRows(*answer);
                               quote();
                           }));
}

void BillStep::quote()
{
    nlohmann::json body{
        {"item", m_visit.service->id}, {"query_id", m_visit.queryId}, {"params", m_visit.form->submission().form}};
    m_around.platform.post(
        "/v1/quotes", base::newUuid(m_around.clock), std::move(body),
        guarded([this](ports::PlatformResult<nlohmann::json> answer) {
            if (!answer)
                return showFault(answer.error(), answer.error().kind == ports::FaultClass::Retry, true);
            m_visit.quoteId = answer->value("quote_id", "");
            m_visit.lines = readBill(*answer);
            m_visit.totalFen = answer->value("total_fen", std::int64_t(0));
            std::int64_t sum = 0;
            for (const auto& line : m_visit.lines)
                sum += line.fen;
            if (sum != m_visit.totalFen || sum <= 0)
                return showFault({"app.billDoesNotAddUp", ports::FaultClass::Operator, {}, {}, {}}, true, true);
            showBill();
        }));
}

bool BillStep::slipPrinterReady() const
{
    const auto states = m_around.devices.states();
    return std::any_of(states.begin(), states.end(), [](const ports::DeviceState& device) {
        return device.kind == "ReceiptPrinter" &&
               (device.condition == ports::Condition::Ok || device.condition == ports::Condition::Warning);
    });
}

void BillStep::showBill()
{
    show(BillState{m_visit.rows, m_visit.lines, m_visit.totalFen, slipPrinterReady()});
}

void BillStep::handle(const Event& event)
{
    if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
    else if (event.kind == Event::Kind::Retry)
        query();
    else if (event.kind == Event::Kind::Next && std::holds_alternative<BillState>(state()))
    {
        // The printer is looked at again in the very moment before money moves.
        if (slipPrinterReady())
            Q_EMIT done();
        else
            showBill();
    }
}

} // namespace banshi::app::session
