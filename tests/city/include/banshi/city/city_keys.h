// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"
#include "banshi/city/certificate_authority.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace banshi::city
{

/// Why the city's keys cannot be used.
enum class CityKeysCode
{
    CannotRead,
    NotAKey,
};
using CityKeysError = base::KitError<CityKeysCode>;

/// The city's two secrets: Ed25519 to sign papers, X25519 to open what machines sealed. Files are those of
/// packaging/tls: one line `<key id> <base64 of 32 raw bytes>`. Threads: any, once loaded.
class CityKeys
{
public:
    /// Reads `city-sign.key` and `city-seal.key`. Errors: CannotRead, NotAKey.
    [[nodiscard]] static base::Result<CityKeys, CityKeysError> load(const std::string& folder);

    [[nodiscard]] const std::string& signKeyId() const { return m_signKeyId; }
    [[nodiscard]] const std::string& sealKeyId() const { return m_sealKeyId; }
    /// Ed25519 over `message`, in base64.
    [[nodiscard]] std::string sign(const std::string& message) const;
    /// Opens a `crypto_box_seal`; nothing when it was not sealed for this key or was changed.
    [[nodiscard]] std::optional<std::string> open(const std::string& sealed) const;
    /// Opens the body of suite 3 (PLATFORM.md, "Sealed records") that was sealed for this operation and key; nothing as
    /// above.
    [[nodiscard]] std::optional<std::string> openBody(const std::string& sealed, const std::string& operation,
                                                      const std::string& key) const;
    /// Who signs certificates; nothing where its key does not lie beside the others.
    [[nodiscard]] const std::shared_ptr<const CertificateAuthority>& authority() const { return m_authority; }

private:
    CityKeys() = default;

    std::string m_signKeyId;
    std::string m_sealKeyId;
    std::shared_ptr<const CertificateAuthority> m_authority;
    base::SecretBytes m_signKey;
    base::SecretBytes m_sealKey;
    std::array<std::uint8_t, 32> m_sealPublic{};
};

/// The bytes that a certificate's signature covers (see the contract, issueCertificate).
[[nodiscard]] std::string signedText(const std::string& serial, const std::string& sha256, int pages);

/// Base64 of RFC 4648 with padding.
[[nodiscard]] std::string toBase64(const std::string& bytes);
/// The reverse; nothing when `text` is not such a text.
[[nodiscard]] std::optional<std::string> fromBase64(const std::string& text);

} // namespace banshi::city
