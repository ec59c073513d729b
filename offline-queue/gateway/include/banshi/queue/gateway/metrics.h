// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"
#include "banshi/queue/gateway/http.h"
#include "banshi/queue/gateway/upstream.h"
#include "banshi/queue/store/store.h"

#include <array>
#include <functional>
#include <mutex>

namespace banshi::queue::gateway
{

/// What is measured when somebody asks.
struct MetricsSources
{
    std::function<store::StoreHealth()> store; ///< empty in the role of a district's gateway
    std::function<LineState()> line;
    std::function<std::optional<base::UtcTime>()> certificateUntil;
    const base::Clock& clock;
    std::function<std::size_t()> lostByPlatform{}; ///< acknowledged items that the platform has lost; may be empty
    std::function<std::string()> renewalProblem{}; ///< why the certificate is not renewed, dotted; may be empty
    /// What waits in the district's database, nothing while it cannot be read; empty in the role of a machine's
    /// gateway.
    std::function<std::optional<district::DistrictCounts>()> district{};
    std::function<std::size_t()> machines{}; ///< connections that are open; empty in the role of a machine's gateway
    std::function<std::uint64_t()> faults{}; ///< turns of background threads that ended in an exception; may be empty
};

/// Counts what the gateway answers, and tells it in Prometheus' text format, version 0.0.4. No label ever holds a name,
/// a number or a path of a resident's. Threads: any.
class Metrics
{
public:
    explicit Metrics(MetricsSources sources) : m_sources(std::move(sources)) {}

    /// The same service, with each answer counted and timed.
    [[nodiscard]] Service counted(Service service);
    /// `GET /metrics`; everything else is 404.
    [[nodiscard]] HttpReply answer(const HttpRequest& request) const;
    /// The whole text.
    [[nodiscard]] std::string text() const;

private:
    /// Upper bounds of the buckets in seconds: around a commit (0.2 ms to some ms) and around an online call.
    static constexpr std::array<double, 8> kBounds{0.0005, 0.002, 0.005, 0.02, 0.1, 0.5, 2, 10};

    void note(int status, base::Nanoseconds span);

    MetricsSources m_sources;
    mutable std::mutex m_mutex;
    std::map<int, std::uint64_t> m_answers;                    // by status; guarded by m_mutex
    std::array<std::uint64_t, kBounds.size() + 1> m_buckets{}; // the last is beyond all bounds; guarded by m_mutex
    double m_seconds = 0;                                      // guarded by m_mutex
};

/// GET /metrics, for a socket of its own. `metrics` must outlive the service.
[[nodiscard]] Service metricsService(const Metrics& metrics);

} // namespace banshi::queue::gateway
