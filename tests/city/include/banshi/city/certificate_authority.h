// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::city
{

/// What a certificate is to say. Threads: plain value.
struct CertificateOrder
{
    std::string name; ///< common name
    base::UtcTime from;
    base::UtcTime until;
    bool isServer = false; ///< for 127.0.0.1; else for a client
};

/// A PKCS 10 request whose signature is right. Threads: plain value.
struct CertificateRequest
{
    std::string name;      ///< common name
    std::string publicKey; ///< DER
};

/// The authority of packaging/tls as a program. Threads: any, once loaded.
class CertificateAuthority
{
public:
    /// Reads `ca.pem` and `ca.key`; nothing when they cannot be read.
    [[nodiscard]] static std::shared_ptr<const CertificateAuthority> load(const std::string& folder);
    ~CertificateAuthority();
    CertificateAuthority(const CertificateAuthority&) = delete;
    CertificateAuthority& operator=(const CertificateAuthority&) = delete;

    /// A certificate (DER) for a public key (DER).
    [[nodiscard]] std::string issue(const std::string& publicKey, const CertificateOrder& order) const;
    /// Writes `<folder>/<file>.pem` for the key in `<folder>/<file>.key`, which stays. False when that cannot be read.
    [[nodiscard]] bool issueFile(const std::string& folder, const std::string& file,
                                 const CertificateOrder& order) const;
    /// The authority's own certificate, DER.
    [[nodiscard]] const std::string& certificate() const { return m_certificate; }

private:
    struct Inside;
    explicit CertificateAuthority(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
    std::string m_certificate;
};

/// A request (DER); nothing when it is none or its signature is wrong.
[[nodiscard]] std::optional<CertificateRequest> readCertificateRequest(const std::string& der);
/// A certs-only PKCS 7 (DER) of certificates (DER).
[[nodiscard]] std::string certificatesOnly(const std::vector<std::string>& certificates);

} // namespace banshi::city
