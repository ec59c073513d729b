// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"
#include "sealing_suite.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

class SodiumSuite : public SealingSuite
{
public:
    explicit SodiumSuite(const Bytes& key) { std::copy(key.begin(), key.end(), m_key.begin()); }

    [[nodiscard]] int number() const override { return PlatformKey::kSodium; }
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain) const override
    {
        Bytes sealed(plain.size() + crypto_box_SEALBYTES);
        if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), m_key.data()) != 0)
            return base::fail(StoreCode::KeyUnusable, "the platform's key is a weak point of the curve",
                              base::Retry::NeedsAttendant);
        return sealed;
    }

private:
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> m_key{};
};

} // namespace

std::shared_ptr<const SealingSuite> makeSodiumSuite(const Bytes& key)
{
    return key.size() == crypto_box_PUBLICKEYBYTES ? std::make_shared<SodiumSuite>(key) : nullptr;
}

} // namespace banshi::queue::store
