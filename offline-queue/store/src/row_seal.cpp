// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_seal.h"

#include "banshi/queue/store/records.h"

#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

constexpr std::string_view kOpening = R"({"banshi-sealed-v1":")";
constexpr std::string_view kClosing = "\"}";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const std::uint8_t* bytesOf(std::string_view text)
{
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Wipes itself.
struct TextKey
{
    Hash bytes;
    explicit TextKey(const MachineKey& key) : bytes(key.mac("banshi-text-key-v1", "", "")) {}
    ~TextKey() { sodium_memzero(bytes.data(), bytes.size()); }
    TextKey(const TextKey&) = delete;
    TextKey& operator=(const TextKey&) = delete;
};

/// `sealed`: nonce, ciphertext and tag.
std::optional<std::string> openUnder(const MachineKey& key, const std::string& place, const Bytes& sealed)
{
    const TextKey own(key);
    std::string plain(sealed.size() - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<std::uint8_t*>(plain.data()), nullptr, nullptr,
                                                   sealed.data() + kNonce, sealed.size() - kNonce, bytesOf(place),
                                                   place.size(), sealed.data(), own.bytes.data()) != 0)
        return std::nullopt;
    return plain;
}

} // namespace

std::string placeOf(std::initializer_list<std::string_view> words)
{
    std::string place;
    for (const auto word : words)
        place.append(std::to_string(word.size())).append(1, ':').append(word);
    return place;
}

std::string sealText(const MachineKey& key, const std::string& place, std::string_view text)
{
    const TextKey own(key);
    Bytes sealed(kNonce + text.size() + kTag);
    randombytes_buf(sealed.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonce, nullptr, bytesOf(text), text.size(),
                                               bytesOf(place), place.size(), nullptr, sealed.data(), own.bytes.data());
    std::string encoded(sodium_base64_ENCODED_LEN(sealed.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), sealed.data(), sealed.size(), sodium_base64_VARIANT_ORIGINAL);
    encoded.pop_back(); // the zero that ends a C string
    return std::string(kOpening).append(encoded).append(kClosing);
}

std::optional<std::string> openText(const KeyRing& keys, const std::string& place, const std::string& text)
{
    if (!text.starts_with(kOpening))
        return text;
    if (!text.ends_with(kClosing) || text.size() < kOpening.size() + kClosing.size())
        return std::nullopt;
    const std::string_view encoded =
        std::string_view(text).substr(kOpening.size(), text.size() - kOpening.size() - kClosing.size());
    Bytes sealed(encoded.size());
    std::size_t length = 0;
    if (sodium_base642bin(sealed.data(), sealed.size(), encoded.data(), encoded.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        length < kNonce + kTag)
        return std::nullopt;
    sealed.resize(length);
    for (const auto& key : keys.all())
        if (auto plain = openUnder(key, place, sealed))
            return plain;
    return std::nullopt;
}

} // namespace banshi::queue::store
