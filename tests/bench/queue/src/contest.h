// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace banshi::bench
{

/// Bytes of a body: a report without its pictures.
inline constexpr std::size_t kBody = 1024;

/// One candidate of an accept bench. Threads: rate() starts its own.
class Candidate
{
public:
    virtual ~Candidate() = default;
    /// Durable accepts a second of `producers` threads that do nothing else for `slice`. Errors: Broken.
    [[nodiscard]] virtual double rate(int producers, std::chrono::milliseconds slice) = 0;
};

/// Calls `accept(producer)` in that many threads until the slice is over. Returns calls a second. Errors: Broken.
[[nodiscard]] double rateOf(int producers, std::chrono::milliseconds slice, const std::function<void(int)>& accept);

/// Overwrites 4 KiB of a preallocated file and fdatasyncs it; one producer only.
[[nodiscard]] std::unique_ptr<Candidate> makeFloor(const std::filesystem::path& folder);
/// The store, sealing and all.
[[nodiscard]] std::unique_ptr<Candidate> makeOurQueue(const std::filesystem::path& folder, std::uint64_t seed);
/// PostgreSQL behind a libpq connection string.
[[nodiscard]] std::unique_ptr<Candidate> makePeer(const std::string& connection, std::uint64_t seed);
/// The district's store over the same server: batches of 100, items a second. Errors: Broken.
[[nodiscard]] std::unique_ptr<Candidate> makeDistrictBatches(const std::string& connection, std::uint64_t seed);
/// The real gateway over the same server, whose `url` is a postgresql://: batches of 100 over mutual TLS, one
/// connection a producer, items a second. Errors: Broken.
[[nodiscard]] std::unique_ptr<Candidate> makeGatewayBatches(const std::filesystem::path& folder, const std::string& url,
                                                            std::uint64_t seed);
/// PostgreSQL's own INSERT of 100 rows a transaction into makePeer()'s table, rows a second. Errors: Broken.
[[nodiscard]] std::unique_ptr<Candidate> makeBatchPeer(const std::string& connection, std::uint64_t seed);

/// What a start of the real gateway costs.
struct GatewayStart
{
    double milliseconds = 0; ///< from exec to a health answer that accepts
    double pssKib = 0;       ///< the largest of three seconds after that
};

/// A machine in `folder` with so many queued items; its platform cannot be reached. Threads: one.
class QueuedMachine
{
public:
    QueuedMachine(std::filesystem::path folder, std::filesystem::path gateway, std::int64_t items);
    /// Errors: Broken.
    [[nodiscard]] GatewayStart start() const;

private:
    void fill(std::int64_t items) const;

    const std::filesystem::path m_folder;
    const std::filesystem::path m_gateway;
};

} // namespace banshi::bench
