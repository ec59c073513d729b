// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/est_client.h"
#include "banshi/queue/enrol/identity_probe.h"
#include "banshi/queue/sync/trusted_clock.h"
#include "banshi/testing/manual_clock.h"
#include "real_city.h"

/// A machine without a gateway: its identity's folder and its EST client. Threads: the test's.
struct EnrolledMachine
{
    banshi::testing::ManualClock clock;
    banshi::queue::enrol::IdentityFolder folder;
    banshi::queue::sync::TlsIdentity identity;
    banshi::queue::sync::HttpsClient client;
    banshi::queue::enrol::EstClient est;

    EnrolledMachine(const std::filesystem::path& tls, const std::string& url, const std::filesystem::path& at)
        : folder(at), identity{url, tls / "ca.pem", folder.file(), folder.file()}, client(identity, "TEST-01", clock),
          est(client, folder, "TEST-01", clock)
    {
        clock.setWall(banshi::base::SystemClock().wall().utc, true);
    }
    /// What the platform makes of the machine's certificate.
    [[nodiscard]] std::optional<bool> isTaken() const
    {
        return banshi::queue::enrol::identityProbe(identity, "TEST-01", clock)(folder.file());
    }
    /// Puts a certificate with that life into the folder, as if the platform had given it once.
    [[nodiscard]] bool hold(const banshi::city::CertificateAuthority& authority, banshi::base::UtcTime from,
                            banshi::base::UtcTime until)
    {
        const auto key = folder.nextKey();
        if (!key)
            return false;
        std::string request = key->requestFor("TEST-01");
        std::erase(request, '\n');
        const auto read = banshi::city::readCertificateRequest(banshi::city::fromBase64(request).value_or(""));
        if (!read)
            return false;
        const std::string der = authority.issue(read->publicKey, {"TEST-01", from, until, false});
        std::string pem = "-----BEGIN CERTIFICATE-----\n";
        const std::string text = banshi::city::toBase64(der);
        for (std::size_t i = 0; i < text.size(); i += 64)
            pem += text.substr(i, 64) + "\n";
        pem += "-----END CERTIFICATE-----\n";
        return folder.adopt(*key, {pem}) && folder.confirm();
    }
};
