// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"
#include "banshi/queue/gateway/online_calls.h"
#include "banshi/queue/sync/signing_key.h"

namespace banshi::queue::gateway
{

/// The contract as a district's gateway speaks it to machines: takes sealed records and pictures into the district's
/// records, answers for them with receipts of its own, and passes everything else through to the platform in the
/// machine's name. A machine is whom its certificate names and nobody else. Threads: any.
class DistrictGateway
{
public:
    /// What is joined; all of it outlives the gateway. `onAccepted` is called after something is durable.
    struct Parts
    {
        Law law;
        district::Intake& intake;
        Upstream& upstream;
        const sync::SigningKey& receipts;
        const base::Clock& clock;
        std::function<void()> onAccepted;
    };

    explicit DistrictGateway(Parts parts) : m_parts(std::move(parts)) {}
    /// Every failure is a problem+json of the contract.
    [[nodiscard]] HttpReply handle(const HttpRequest& request);
    /// The problem of that code.
    [[nodiscard]] HttpReply refuse(std::string_view code) const;
    /// True for what may wait for the platform.
    [[nodiscard]] static bool asksFurther(const HttpRequest& request);

private:
    Parts m_parts;
};

} // namespace banshi::queue::gateway
