// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/queue/contract/formats.h"
#include "banshi/queue/contract/id_number.h"
#include "banshi/queue/contract/mask.h"
#include "banshi/queue/contract/money.h"
#include "banshi/queue/contract/person_name.h"
#include "banshi/queue/contract/target.h"
#include "banshi/queue/contract/utf8.h"

#include <cstdint>
#include <cstdlib>

namespace contract = banshi::queue::contract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto name : contract::formatNames())
        (void)contract::hasFormat(name, text);
    const auto points = contract::decodeUtf8(text);
    if (points && contract::encodeUtf8(*points) != text)
        std::abort();
    if (const auto fen = contract::parseFen(text); fen && contract::parseFen(contract::formatFen(*fen)) != fen)
        std::abort();
    (void)contract::normaliseIdNumber(text);
    (void)contract::normaliseMobile(text);
    const std::string name = contract::normalisePersonName(text);
    if (contract::normalisePersonName(name) != name)
        std::abort();
    (void)contract::maskName(text);
    (void)contract::maskIdNumber(text);
    (void)contract::maskMobile(text);
    (void)contract::parseTarget(text);
    (void)contract::matchPath("/v1/payments/{order_id}/close", text);
    return 0;
}
