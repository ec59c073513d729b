// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"
#include "data_keys.h"
#include "sealing_suite.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

constexpr std::size_t kLengthBytes = 2; // big-endian, before the wrapped key
constexpr std::size_t kNonceAt = kLengthBytes + sizeof(DataKey::Wrapped);
constexpr std::size_t kHeadBytes = kNonceAt + crypto_aead_chacha20poly1305_ietf_NPUBBYTES;

DataKey::Recipient recipientOf(const Bytes& key)
{
    DataKey::Recipient recipient{};
    std::copy(key.begin(), key.end(), recipient.begin());
    return recipient;
}

void putBigEndian(std::uint8_t* at, std::size_t bytes, std::uint64_t number)
{
    constexpr unsigned kByte = 8;
    for (std::size_t i = bytes; i-- > 0; number >>= kByte)
        at[i] = static_cast<std::uint8_t>(number);
}

/// ChaCha20-Poly1305 as of RFC 8439; its additional data are the head in front of the ciphertext and the body's place.
class DataKeySuite : public SealingSuite
{
public:
    explicit DataKeySuite(const Bytes& key) : m_keys(recipientOf(key)) {}

    [[nodiscard]] int number() const override { return PlatformKey::kDataKey; }
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain, std::string_view place) const override
    {
        Bytes sealed(kHeadBytes + plain.size() + crypto_aead_chacha20poly1305_ietf_ABYTES);
        Bytes authentic(kHeadBytes + place.size());
        std::copy(place.begin(), place.end(), authentic.begin() + kHeadBytes);
        const bool isSealed = m_keys.use([&](const DataKey& key, std::uint32_t number) {
            putHead(authentic.data(), key, number);
            crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data() + kHeadBytes, nullptr, plain.data(), plain.size(),
                                                      authentic.data(), authentic.size(), nullptr,
                                                      authentic.data() + kNonceAt, key.secret());
        });
        if (!isSealed)
            return base::fail(StoreCode::KeyUnusable, "the platform's key is a weak point of the curve",
                              base::Retry::NeedsAttendant);
        std::copy_n(authentic.begin(), kHeadBytes, sealed.begin());
        return sealed;
    }
    void forgetKeyOf(std::span<const std::uint8_t> sealed) const override
    {
        if (sealed.size() > kHeadBytes)
            m_keys.forget(sealed.subspan(kLengthBytes, sizeof(DataKey::Wrapped)));
    }
    void prepare() const override { m_keys.prepare(); }

private:
    static void putHead(std::uint8_t* head, const DataKey& key, std::uint32_t number)
    {
        putBigEndian(head, kLengthBytes, key.wrapped().size());
        std::copy(key.wrapped().begin(), key.wrapped().end(), head + kLengthBytes);
        putBigEndian(head + kNonceAt, crypto_aead_chacha20poly1305_ietf_NPUBBYTES, number);
    }

    mutable DataKeys m_keys;
};

} // namespace

std::shared_ptr<const SealingSuite> makeDataKeySuite(const Bytes& key)
{
    return key.size() == crypto_box_PUBLICKEYBYTES ? std::make_shared<DataKeySuite>(key) : nullptr;
}

} // namespace banshi::queue::store
