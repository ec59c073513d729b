// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/certificate_authority.h"
#include "banshi/city/http.h"

namespace banshi::city
{

/// Gives machines their certificates (EST, RFC 7030): a first one for a one-time code of the site, the next one for the
/// present one. A repeat with the same key pair gets the same certificate. Threads: the caller's lock.
class EnrolmentOffice
{
public:
    /// `clock` must outlive the office; without an authority nobody is enrolled.
    EnrolmentOffice(const base::Clock& clock, std::shared_ptr<const CertificateAuthority> authority)
        : m_clock(clock), m_authority(std::move(authority))
    {
    }

    void addHandlers(Handlers& handlers);
    /// A new code for `{device}`; the one before is good for nothing any more.
    [[nodiscard]] std::string giveCode(const std::string& device);
    /// Certificates given so far, by device.
    [[nodiscard]] nlohmann::json dump() const { return m_given; }

private:
    struct Code
    {
        std::string text;
        std::string usedFor; ///< the public key that it was used for
    };

    [[nodiscard]] Response authorities() const;
    [[nodiscard]] Response enrol(const Call& call);
    [[nodiscard]] Response renew(const Call& call);
    [[nodiscard]] Response certificateFor(const CertificateRequest& request);

    const base::Clock& m_clock;
    std::shared_ptr<const CertificateAuthority> m_authority;
    std::map<std::string, Code> m_codes;       // by device
    std::map<std::string, std::string> m_made; // device + public key -> certificate
    nlohmann::json m_given = nlohmann::json::object();
};

} // namespace banshi::city
