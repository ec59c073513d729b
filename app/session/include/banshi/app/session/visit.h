// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/services/form_model.h"
#include "banshi/app/session/state.h"
#include "banshi/base/secret_bytes.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::app::session
{

/// The services among which a resident who began with the card chooses, in the order in which they are listed.
struct Offers
{
    std::shared_ptr<const services::Catalogue> catalogue;
    std::vector<services::ServicePtr> services;
};

/// Everything that one resident leaves with the machine during one service. It lives in the session process only
/// and ends with it; nothing of it is ever logged.
struct Visit
{
    Visit();
    ~Visit();
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    std::string id;               ///< the machine's own name of the visit, for the journal
    services::ServicePtr service; ///< null until one is chosen in a visit that began with the card
    std::unique_ptr<services::FormModel> form;

    std::string sessionId;
    std::string nonce;
    std::optional<ports::CardRecord> card;
    std::string subjectToken;
    std::string assurance; ///< `card`, `face` or `otp`

    std::string queryId;
    std::string quoteId;
    std::vector<Row> rows;
    std::vector<BillLine> lines;
    std::int64_t totalFen = 0;
    std::string orderId;
    std::string payIntent; ///< the promise of a paid order; open until the promise of its slip stands

    std::string caseId;
    std::string pickupCode;
    int pickupDays = 0;
    std::string localNumber;
    std::string serial;
    std::vector<std::vector<std::uint8_t>> pictures; ///< JPEG
    bool slipPrinted = false;
    std::string editQuestion; ///< the question that the resident wants to change, empty for none
};

} // namespace banshi::app::session
