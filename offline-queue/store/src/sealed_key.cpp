// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealed_key.h"

#include "chain.h"

#include <algorithm>
#include <string_view>

namespace banshi::queue::store
{

namespace
{

constexpr std::string_view kMark = "banshi-machine-key tpm2 ";
constexpr std::string_view kVersion = "1\n";

} // namespace

Bytes encodeSealedKey(std::span<const std::uint8_t> sealed)
{
    Bytes content(kMark.size() + kVersion.size() + sealed.size());
    auto end = std::ranges::copy(kMark, content.begin()).out;
    end = std::ranges::copy(kVersion, end).out;
    std::ranges::copy(sealed, end);
    const auto sum = sha256(content);
    content.insert(content.end(), sum.begin(), sum.end());
    return content;
}

StoreResult<Bytes> decodeSealedKey(std::span<const std::uint8_t> content)
{
    constexpr std::size_t kSum = std::tuple_size_v<decltype(sha256({}))>;
    if (content.size() < kMark.size() + kVersion.size() + kSum)
        return base::fail(StoreCode::KeyUnusable, "the sealed key is cut off", base::Retry::NeedsAttendant);
    const auto body = content.first(content.size() - kSum);
    if (!std::ranges::equal(sha256(body), content.last(kSum)))
        return base::fail(StoreCode::KeyUnusable, "the sealed key is damaged", base::Retry::NeedsAttendant);
    const std::string_view text(reinterpret_cast<const char*>(body.data()), body.size());
    if (!text.starts_with(kMark))
        return base::fail(StoreCode::KeyUnusable, "no sealed key", base::Retry::NeedsAttendant);
    if (!text.substr(kMark.size()).starts_with(kVersion))
        return base::fail(StoreCode::NewerFormat, "a sealed key of a newer program", base::Retry::NeedsAttendant);
    const auto sealed = body.subspan(kMark.size() + kVersion.size());
    return Bytes(sealed.begin(), sealed.end());
}

} // namespace banshi::queue::store
