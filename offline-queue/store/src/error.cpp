// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/error.h"

#include <array>
#include <utility>

namespace banshi::queue::store
{

namespace
{

constexpr std::array<std::pair<StoreCode, std::string_view>, 19> kCodes{{
    {StoreCode::CannotOpen, "queue.store.cannotOpen"},
    {StoreCode::InUse, "queue.store.inUse"},
    {StoreCode::ReadOnly, "queue.store.readOnly"},
    {StoreCode::Full, "queue.store.full"},
    {StoreCode::Io, "queue.store.io"},
    {StoreCode::Damaged, "queue.store.damaged"},
    {StoreCode::NewerFormat, "queue.store.newerFormat"},
    {StoreCode::KeyUnusable, "queue.store.keyUnusable"},
    {StoreCode::KeyForeign, "queue.store.keyForeign"},
    {StoreCode::TpmAway, "queue.store.tpmAway"},
    {StoreCode::Stopping, "queue.store.stopping"},
    {StoreCode::KeyReused, "queue.store.keyReused"},
    {StoreCode::BlobMissing, "queue.store.blobMissing"},
    {StoreCode::BlobWrongHash, "queue.store.blobWrongHash"},
    {StoreCode::IntentUnknown, "queue.store.intentUnknown"},
    {StoreCode::IntentReused, "queue.store.intentReused"},
    {StoreCode::IntentClosed, "queue.store.intentClosed"},
    {StoreCode::ItemUnknown, "queue.store.itemUnknown"},
    {StoreCode::Invalid, "queue.store.invalid"},
}};

} // namespace

std::string_view code(StoreCode value)
{
    for (const auto& [known, text] : kCodes)
        if (known == value)
            return text;
    return "queue.store.invalid";
}

std::vector<std::string> storeCodes()
{
    std::vector<std::string> all{"queue.store.rowDamaged"};
    for (const auto& [value, text] : kCodes)
        all.emplace_back(text);
    return all;
}

} // namespace banshi::queue::store
