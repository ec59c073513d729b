// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"

#include "sealing_suite.h"

#include <fstream>
#include <sodium.h>
#include <sstream>

namespace banshi::queue::store
{

namespace
{

Bytes fromBase64(const std::string& text)
{
    constexpr std::size_t kMost = 128;
    Bytes bytes(kMost);
    std::size_t length = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        length = 0;
    bytes.resize(length);
    return bytes;
}

StoreResult<Sealed> sealedBy(const SealingSuite& suite, std::span<const std::uint8_t> plain, std::string_view place)
{
    return suite.seal(plain, place).map([&](Bytes bytes) { return Sealed{suite.number(), std::move(bytes)}; });
}

} // namespace

StoreResult<PlatformKey> PlatformKey::read(const std::filesystem::path& file)
{
    std::ifstream input(file);
    std::string line;
    if (!input || !std::getline(input, line))
        return base::fail(StoreCode::KeyUnusable, "cannot read " + file.string(), base::Retry::NeedsAttendant);
    auto key = parse(line);
    if (!key)
        key.error().detail = file.string() + ": " + key.error().detail;
    return key;
}

StoreResult<PlatformKey> PlatformKey::parse(const std::string& line)
{
    constexpr std::size_t kLongestId = 64;
    if (sodium_init() < 0)
        return base::fail(StoreCode::KeyUnusable, "libsodium does not start", base::Retry::NeedsAttendant);
    std::istringstream words(line);
    PlatformKey key;
    std::string first;
    std::string second;
    words >> key.m_id >> first >> second;
    const bool isShangMi = first == "sm2";
    key.m_suite = isShangMi ? makeShangMiSuite(fromBase64(second)) : makeSodiumSuite(fromBase64(first));
    key.m_bodySuite = isShangMi ? key.m_suite : makeDataKeySuite(fromBase64(first));
    if (key.m_id.empty() || key.m_id.size() > kLongestId || !key.m_suite)
        return base::fail(StoreCode::KeyUnusable,
                          "expected `<key id> <base64 of a 32-byte X25519 key>` or "
                          "`<key id> sm2 <base64 of a 65-byte point>`",
                          base::Retry::NeedsAttendant);
    return key;
}

StoreResult<Sealed> PlatformKey::seal(std::span<const std::uint8_t> plain) const
{
    return sealedBy(*m_suite, plain, {});
}

StoreResult<Sealed> PlatformKey::sealBody(std::span<const std::uint8_t> plain, const std::string& operation,
                                          const std::string& key) const
{
    return sealedBy(*m_bodySuite, plain, operation + "\n" + key);
}

void PlatformKey::forgetKeyOf(std::span<const std::uint8_t> sealedBody) const
{
    m_bodySuite->forgetKeyOf(sealedBody);
}

void PlatformKey::prepare() const
{
    m_bodySuite->prepare();
}

} // namespace banshi::queue::store
