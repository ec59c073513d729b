// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/queue/gateway/tls_server.h"

#include <array>
#include <atomic>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <sys/stat.h>

namespace banshi::queue::gateway
{

/// The server's TLS context. Whoever renews certificate, key or authorities replaces the files; the next connection
/// finds the new ones, connections of before go on with the old ones. Files that cannot be read or do not fit together
/// (half of them replaced) change nothing and are told once. Threads: one at a time; until() from any.
class RenewingContext
{
public:
    /// `options` must outlive the context; its three files are what counts.
    explicit RenewingContext(const TlsServerOptions& options) : m_options(options) {}

    /// Reads the files for the first time. Errors (text for developers): they do not fit together.
    [[nodiscard]] base::Result<void, std::string> load();
    /// The context for a connection that begins now; load() has succeeded before. Valid until the next call; a
    /// connection that was made of it keeps what it needs.
    [[nodiscard]] boost::asio::ssl::context& current();
    /// When the certificate in use ends.
    [[nodiscard]] std::optional<base::UtcTime> until() const;

private:
    /// What a file is known by: a rename brings another inode, writing in place another time.
    struct Stamp
    {
        dev_t device = 0;
        ino_t file = 0;
        off_t size = 0;
        std::int64_t changedNs = 0;
        bool operator==(const Stamp&) const = default;
    };
    using Stamps = std::array<Stamp, 3>;

    [[nodiscard]] Stamps look() const;
    [[nodiscard]] bool take();

    const TlsServerOptions& m_options;
    std::unique_ptr<boost::asio::ssl::context> m_context;
    Stamps m_seen{};
    std::atomic<std::int64_t> m_untilSeconds = 0; // since 1970
};

} // namespace banshi::queue::gateway
