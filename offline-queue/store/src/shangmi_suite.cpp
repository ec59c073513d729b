// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"
#include "sealing_suite.h"

#include <algorithm>
#include <array>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

namespace banshi::queue::store
{

namespace
{

template <auto Free>
struct Freeing
{
    template <class Handle>
    void operator()(Handle* handle) const
    {
        Free(handle);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<&EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<&EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER, Freeing<&EVP_CIPHER_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freeing<&EVP_CIPHER_CTX_free>>;

constexpr std::size_t kBlock = 16;
constexpr std::size_t kMac = 32;

/// What is fresh for each sealing: first the SM4 key, then the key of HMAC-SM3.
struct Secret
{
    std::array<std::uint8_t, kBlock + kMac> bytes{};
    Secret() = default;
    ~Secret() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    [[nodiscard]] const std::uint8_t* cipherKey() const { return bytes.data(); }
    [[nodiscard]] const std::uint8_t* macKey() const { return bytes.data() + kBlock; }
};

Key readPoint(const Bytes& point)
{
    std::string curve = "SM2";
    Bytes copy = point;
    const std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, copy.data(), copy.size()),
        OSSL_PARAM_construct_end()};
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters.data())) <= 0)
    {
        ERR_clear_error();
        return nullptr;
    }
    return Key(key);
}

class ShangMiSuite : public SealingSuite
{
public:
    explicit ShangMiSuite(Key key) : m_key(std::move(key)), m_cipher(EVP_CIPHER_fetch(nullptr, "SM4-CBC", nullptr)) {}

    [[nodiscard]] int number() const override { return PlatformKey::kShangMi; }
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain,
                                          std::string_view /*place*/) const override
    {
        Secret secret;
        Bytes sealed;
        if (RAND_bytes(secret.bytes.data(), static_cast<int>(secret.bytes.size())) == 1 && wrap(secret, sealed) &&
            encrypt(secret, plain, sealed) && authenticate(secret, sealed))
            return sealed;
        ERR_clear_error();
        return base::fail(StoreCode::KeyUnusable, "OpenSSL does not seal with SM2, SM4 and SM3",
                          base::Retry::NeedsAttendant);
    }

private:
    /// Two bytes of length, then the secret under SM2 (ASN.1 form of GB/T 35276).
    [[nodiscard]] bool wrap(const Secret& secret, Bytes& sealed) const
    {
        const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
        std::size_t length = 0;
        if (!context || EVP_PKEY_encrypt_init(context.get()) <= 0 ||
            EVP_PKEY_encrypt(context.get(), nullptr, &length, secret.bytes.data(), secret.bytes.size()) <= 0)
            return false;
        Bytes wrapped(length);
        if (EVP_PKEY_encrypt(context.get(), wrapped.data(), &length, secret.bytes.data(), secret.bytes.size()) <= 0)
            return false;
        constexpr unsigned kByte = 8;
        sealed = {static_cast<std::uint8_t>(length >> kByte), static_cast<std::uint8_t>(length)};
        sealed.insert(sealed.end(), wrapped.begin(), wrapped.begin() + static_cast<std::ptrdiff_t>(length));
        return true;
    }

    [[nodiscard]] bool encrypt(const Secret& secret, std::span<const std::uint8_t> plain, Bytes& sealed) const
    {
        std::array<std::uint8_t, kBlock> start{};
        const CipherContext context(EVP_CIPHER_CTX_new());
        if (!m_cipher || !context || RAND_bytes(start.data(), static_cast<int>(start.size())) != 1 ||
            EVP_EncryptInit_ex2(context.get(), m_cipher.get(), secret.cipherKey(), start.data(), nullptr) != 1)
            return false;
        sealed.insert(sealed.end(), start.begin(), start.end());
        const std::size_t at = sealed.size();
        sealed.resize(at + plain.size() + kBlock);
        int written = 0;
        int rest = 0;
        if (EVP_EncryptUpdate(context.get(), sealed.data() + at, &written, plain.data(),
                              static_cast<int>(plain.size())) != 1 ||
            EVP_EncryptFinal_ex(context.get(), sealed.data() + at + written, &rest) != 1)
            return false;
        sealed.resize(at + static_cast<std::size_t>(written + rest));
        return true;
    }

    [[nodiscard]] static bool authenticate(const Secret& secret, Bytes& sealed)
    {
        std::array<std::uint8_t, kMac> tag{};
        std::size_t length = 0;
        if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SM3", nullptr, secret.macKey(), kMac, sealed.data(), sealed.size(),
                      tag.data(), tag.size(), &length) == nullptr ||
            length != kMac)
            return false;
        sealed.insert(sealed.end(), tag.begin(), tag.end());
        return true;
    }

    Key m_key;
    Cipher m_cipher;
};

} // namespace

std::shared_ptr<const SealingSuite> makeShangMiSuite(const Bytes& point)
{
    auto key = readPoint(point);
    return key ? std::make_shared<ShangMiSuite>(std::move(key)) : nullptr;
}

} // namespace banshi::queue::store
