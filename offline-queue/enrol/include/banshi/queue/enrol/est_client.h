// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/enrol/identity_folder.h"
#include "banshi/queue/sync/https_client.h"

namespace banshi::queue::enrol
{

/// Asks the platform for certificates (EST, RFC 7030) and puts them into the folder. What has been asked and not been
/// answered is asked again with the same key. Threads: one; blocks until the answers or the contract's deadlines.
class EstClient
{
public:
    /// All must outlive the object. `clock` has to be trusted when something is asked.
    EstClient(sync::HttpsClient& client, IdentityFolder& folder, std::string device, const base::Clock& clock)
        : m_client(client), m_folder(folder), m_device(std::move(device)), m_clock(clock)
    {
    }

    /// A first certificate, or one in the place of one that is lost, for a site's one-time code. Errors: EnrolCode.
    [[nodiscard]] EnrolResult<void> enrol(std::string_view siteCode);
    /// The next certificate, for the present one, even when that has ended. Errors: EnrolCode.
    [[nodiscard]] EnrolResult<void> renew();

private:
    [[nodiscard]] EnrolResult<std::vector<std::string>> ask(const sync::HttpsRequest& request);
    [[nodiscard]] EnrolResult<void> obtain(sync::HttpsRequest request);
    [[nodiscard]] EnrolResult<void> judge(const MachineKeyPair& key, const std::vector<std::string>& certificates);

    sync::HttpsClient& m_client;
    IdentityFolder& m_folder;
    std::string m_device;
    const base::Clock& m_clock;
};

} // namespace banshi::queue::enrol
