// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/upstream.h"
#include "banshi/queue/sync/line_watch.h"

namespace banshi::queue::gateway
{

/// The platform over HTTPS. Threads: any.
class PlatformUpstream : public Upstream
{
public:
    /// Both must outlive this object.
    PlatformUpstream(sync::HttpsClient& client, sync::LineWatch& line) : m_client(client), m_line(line) {}
    [[nodiscard]] base::Result<UpstreamAnswer, UpstreamError> call(const UpstreamCall& call) override;
    [[nodiscard]] LineState line() const override;

private:
    sync::HttpsClient& m_client;
    sync::LineWatch& m_line;
};

} // namespace banshi::queue::gateway
