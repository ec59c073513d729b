// SPDX-License-Identifier: GPL-3.0-or-later
#include "replies.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcDistrict, "banshi.queue.gateway.district")

namespace banshi::queue::gateway
{

HttpReply jsonReply(int status, const nlohmann::json& body)
{
    std::string text = body.dump();
    HttpReply reply{status, "application/json", base::SecretBytes(std::string_view(text))};
    base::wipe(text.data(), text.size());
    return reply;
}

HttpReply problemReply(const contract::Contract& contract, std::string_view code, std::string detail)
{
    const auto problem = contract.problem(code, std::move(detail));
    auto reply = jsonReply(problem.status, contract::toJson(problem));
    reply.contentType = std::string(contract::kProblemMedia);
    return reply;
}

HttpReply storeReply(const contract::Contract& contract, const store::StoreError& error)
{
    using store::StoreCode;
    switch (error.code)
    {
    case StoreCode::KeyReused:
        return problemReply(contract, "request.keyReused", error.detail);
    case StoreCode::BlobMissing:
        return problemReply(contract, "blob.missing", error.detail);
    case StoreCode::BlobWrongHash:
        return problemReply(contract, "blob.wrongHash", error.detail);
    case StoreCode::IntentUnknown:
        return problemReply(contract, "journal.intentUnknown", error.detail);
    case StoreCode::IntentReused:
        return problemReply(contract, "journal.intentReused", error.detail);
    case StoreCode::IntentClosed:
        return problemReply(contract, "journal.intentClosed", error.detail);
    case StoreCode::ItemUnknown:
    case StoreCode::Invalid:
        return problemReply(contract, "request.invalid", error.detail);
    case StoreCode::Full:
    case StoreCode::ReadOnly:
    case StoreCode::Stopping:
        return problemReply(contract, "gateway.notAccepting", error.detail);
    case StoreCode::CannotOpen:
    case StoreCode::InUse:
    case StoreCode::Io:
    case StoreCode::Damaged:
    case StoreCode::NewerFormat:
    case StoreCode::KeyUnusable:
    case StoreCode::KeyForeign:
    case StoreCode::TpmAway:
        return problemReply(contract, "gateway.storeFailed", error.detail);
    }
    return problemReply(contract, "gateway.storeFailed", error.detail);
}

HttpReply databaseReply(const contract::Contract& contract, const district::DistrictError& error)
{
    if (error.code == district::DistrictCode::KeyReused)
        return problemReply(contract, "request.keyReused", error.detail);
    const std::string code(district::code(error.code));
    if (error.code == district::DistrictCode::Refused) // that it is away is told once, where connections are made
        qCWarning(lcDistrict) << code.c_str() << error.detail.c_str();
    return problemReply(contract, "platform.unavailable", code); // what may have been taken comes again
}

} // namespace banshi::queue::gateway
