// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/records.h"
#include "banshi/queue/sync/contract_calls.h"

namespace banshi::queue::sync
{

/// One sealed picture on its way to the next hop, which alone knows how much of it is there. What fits into one part,
/// and what goes to somebody who knows no parts or says offsets that cannot be, goes whole. Threads: one; run() blocks
/// until the picture is there or trouble comes.
class PictureUpload
{
public:
    /// All must outlive the object.
    PictureUpload(ContractCalls& calls, const std::string& device, const std::string& sha256,
                  const store::SealedBlob& blob);

    [[nodiscard]] CallOutcome run();

private:
    [[nodiscard]] CallOutcome sendWhole();
    [[nodiscard]] CallOutcome sendParts(std::size_t offset);
    [[nodiscard]] CallOutcome sendPart(std::size_t offset, std::size_t end, nlohmann::json& answer);
    [[nodiscard]] HttpsRequest request() const;

    ContractCalls& m_calls;
    const std::string& m_device;
    const std::string& m_sha256;
    const store::SealedBlob& m_blob;
    std::string m_sealedHash; // hex
};

} // namespace banshi::queue::sync
