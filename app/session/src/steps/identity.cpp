// SPDX-License-Identifier: GPL-3.0-or-later
#include "identity.h"

#include "banshi/app/services/service_definition.h"

namespace banshi::app::session
{

nlohmann::json chipFields(const ports::CardRecord& card)
{
    return {{"card_type", card.type},       {"name", card.name},       {"id_number", card.number},
            {"birth", card.birth},          {"address", card.address}, {"issuer", card.issuer},
            {"valid_from", card.validFrom}, {"valid_to", card.validTo}};
}

nlohmann::json sessionRequest(const Visit& visit, const Surroundings& surroundings)
{
    return {
        {"item", visit.service->id}, {"locale", surroundings.locale}, {"consents", {"identity.card", "identity.face"}}};
}

void keepSession(const nlohmann::json& answer, Visit& visit)
{
    visit.sessionId = answer.value("session_id", "");
    visit.nonce = answer.value("nonce", "");
}

bool keepAssurance(const nlohmann::json& answer, Visit& visit)
{
    visit.subjectToken = answer.value("subject_token", "");
    visit.assurance = answer.value("assurance", "");
    return !visit.subjectToken.empty();
}

} // namespace banshi::app::session
