// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::app::adapters
{

/// Proves a certificate before a byte of it is printed: size and SHA-256 of the file, then the platform's Ed25519
/// signature (RFC 8032) over `banshi-certificate-v1`, serial, hash and number of pages, each on its line.
/// Threads: immutable after construction.
class CertificateVerifier
{
public:
    /// Reads `key-id base64(public key)`. Errors: text for the technician.
    [[nodiscard]] static base::Result<CertificateVerifier, std::string> open(const std::filesystem::path& keyFile);

    /// True only when everything fits, the key's id included.
    [[nodiscard]] bool operator()(const nlohmann::json& answer, const base::SecretBytes& pdf) const;

private:
    std::string m_keyId;
    std::string m_publicKey; ///< 32 raw bytes
};

} // namespace banshi::app::adapters
