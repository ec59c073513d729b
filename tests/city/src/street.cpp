// SPDX-License-Identifier: GPL-3.0-or-later
#include "street.h"

namespace banshi::city
{

namespace
{

nlohmann::json refused(const std::string& error)
{
    return {{"ok", false}, {"error", error}};
}

} // namespace

nlohmann::json Street::play(const nlohmann::json& command)
{
    const std::string what = textOf(command, "do");
    if (what == "pay")
        return pay(command);
    if (what == "decide")
        return decide(command);
    if (what == "fault")
        return fault(command);
    if (what == "clearFaults")
    {
        m_faults.clear();
        return {{"ok", true}};
    }
    if (what == "otp")
        return m_identity.lastCode().empty() ? refused("no code was sent")
                                             : nlohmann::json{{"ok", true}, {"code", m_identity.lastCode()}};
    if (what == "hmac")
        return {{"ok", true}, {"hmac", m_pseudonyms.hmac(textOf(command, "text"))}};
    return refused("no such command");
}

nlohmann::json Street::pay(const nlohmann::json& command)
{
    const std::string step = textOf(command, "step");
    const std::string orderId = textOf(command, "order_id");
    const std::string order = orderId.empty() ? textOf(command, "qr_text") : orderId;
    if (!step.empty() && step != "pay" && step != "scan" && step != "loose")
        return refused("step is scan, pay or loose");
    const PayStep what = step == "scan" ? PayStep::Scan : step == "loose" ? PayStep::Loose : PayStep::Pay;
    const auto state = m_payments.play(order, what);
    if (!state)
        return refused("no such order");
    const bool isDone = what != PayStep::Pay || *state == OrderState::Paid;
    return {{"ok", isDone}, {"state", stateName(*state)}};
}

nlohmann::json Street::decide(const nlohmann::json& command)
{
    const std::string caseId = textOf(command, "case_id");
    if (caseId.empty() && !command.value("all", false))
        return refused("case_id or all");
    const std::string result = textOf(command, "result");
    const auto decision = result == "refuse"     ? CaseState::Rejected
                          : result == "needMore" ? CaseState::NeedMore
                                                 : CaseState::Approved;
    const int decided = m_applications.decide(caseId, decision);
    if (decided == 0)
        return refused("no waiting case");
    return {{"ok", true}, {"decided", decided}};
}

nlohmann::json Street::fault(const nlohmann::json& command)
{
    auto order = Faults::read(command);
    if (!order)
        return refused("no such kind of fault");
    m_faults.add(std::move(*order));
    return {{"ok", true}};
}

} // namespace banshi::city
