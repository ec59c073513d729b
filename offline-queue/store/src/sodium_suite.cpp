// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"
#include "sealing_suite.h"

#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

class SodiumSuite : public SealingSuite
{
public:
    explicit SodiumSuite(Bytes key) : m_recipient(std::move(key)) {}

    [[nodiscard]] int number() const override { return PlatformKey::kSodium; }
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain,
                                          std::string_view /*place*/) const override
    {
        Bytes sealed(plain.size() + crypto_box_SEALBYTES);
        if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), m_recipient.data()) != 0)
            return base::fail(StoreCode::KeyUnusable, "the platform's key is a weak point of the curve",
                              base::Retry::NeedsAttendant);
        return sealed;
    }

private:
    const Bytes m_recipient;
};

} // namespace

std::shared_ptr<const SealingSuite> makeSodiumSuite(const Bytes& key)
{
    return key.size() == crypto_box_PUBLICKEYBYTES ? std::make_shared<SodiumSuite>(key) : nullptr;
}

} // namespace banshi::queue::store
