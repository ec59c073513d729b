// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/metrics.h"

#include <algorithm>
#include <cstdio>

namespace banshi::queue::gateway
{

namespace
{

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

void add(std::string& text, const char* name, const char* kind, const char* help)
{
    text += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + kind + "\n";
}

void gauge(std::string& text, const char* name, const char* help, double value)
{
    add(text, name, "gauge", help);
    text += std::string(name) + " " + number(value) + "\n";
}

double secondsOf(base::UtcTime time)
{
    constexpr double kMillis = 1000;
    return static_cast<double>(base::toUnixMillis(time)) / kMillis;
}

void addStore(std::string& text, const store::StoreHealth& health, base::UtcTime now)
{
    add(text, "banshi_queue_items", "gauge", "Items that have not arrived.");
    text += "banshi_queue_items{state=\"pending\"} " + std::to_string(health.counts.pending) + "\n";
    text += "banshi_queue_items{state=\"parked\"} " + std::to_string(health.counts.parked) + "\n";
    const double oldest = health.counts.oldest ? std::max(0.0, secondsOf(now) - secondsOf(*health.counts.oldest)) : 0;
    gauge(text, "banshi_queue_oldest_seconds", "Age of the oldest pending item.", oldest);
    gauge(text, "banshi_store_accepting", "1 while durable requests are taken.", health.accepting ? 1 : 0);
    gauge(text, "banshi_store_fill_percent", "Of the tightest limit; 70 warns, 85 stops ratings, 95 all that is new.",
          health.fillPercent);
    gauge(text, "banshi_store_realtime", "1 while the writer runs as SCHED_FIFO.", health.isRealtime ? 1 : 0);
    gauge(text, "banshi_store_used_bytes", "Size of the durable file.", static_cast<double>(health.usedBytes));
    gauge(text, "banshi_store_budget_bytes", "What it may grow to.", static_cast<double>(health.budgetBytes));
    gauge(text, "banshi_disk_free_bytes", "Free on its disk.", static_cast<double>(health.freeBytes));
}

void addDistrict(std::string& text, const std::optional<district::DistrictCounts>& counts)
{
    gauge(text, "banshi_district_database_up", "1 while the database answers.", counts ? 1 : 0);
    if (!counts)
        return;
    add(text, "banshi_queue_items", "gauge", "Items of all machines that have not arrived.");
    text += "banshi_queue_items{state=\"pending\"} " + std::to_string(counts->pending) + "\n";
    text += "banshi_queue_items{state=\"parked\"} " + std::to_string(counts->parked) + "\n";
    gauge(text, "banshi_district_waiting_devices", "Machines for which something waits.",
          static_cast<double>(counts->devices));
}

void addLine(std::string& text, const LineState& line)
{
    constexpr double kMillis = 1000;
    gauge(text, "banshi_line_up", "1 while the platform answers.", line.reachable ? 1 : 0);
    if (line.lastContact)
        gauge(text, "banshi_line_last_contact_timestamp_seconds", "When it last answered.",
              secondsOf(*line.lastContact));
    if (line.clockOffsetMs)
        gauge(text, "banshi_clock_offset_seconds", "Platform's time minus the machine's.",
              static_cast<double>(*line.clockOffsetMs) / kMillis);
}

} // namespace

Service Metrics::counted(Service service)
{
    return {[this, handle = std::move(service.handle)](const HttpRequest& request) {
                const auto start = m_sources.clock.now();
                HttpReply reply = handle(request);
                note(reply.status, m_sources.clock.now() - start);
                return reply;
            },
            std::move(service.refuse)};
}

void Metrics::note(int status, base::Nanoseconds span)
{
    const double seconds = std::chrono::duration<double>(span).count();
    const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
    const std::lock_guard lock(m_mutex);
    ++m_answers[status];
    ++m_buckets[static_cast<std::size_t>(bucket)];
    m_seconds += seconds;
}

HttpReply Metrics::answer(const HttpRequest& request) const
{
    constexpr int kNotFound = 404;
    if (request.method != "GET" || request.target != "/metrics")
        return {kNotFound, "text/plain; charset=utf-8", base::SecretBytes(std::string_view("only GET /metrics\n"))};
    const std::string all = text();
    return {200, "text/plain; version=0.0.4; charset=utf-8", base::SecretBytes(std::string_view(all))};
}

Service metricsService(const Metrics& metrics)
{
    return {[&metrics](const HttpRequest& request) { return metrics.answer(request); },
            [](std::string_view) {
                constexpr int kBadRequest = 400;
                return HttpReply{kBadRequest, "text/plain", {}};
            }};
}

std::string Metrics::text() const
{
    const auto wall = m_sources.clock.wall();
    std::string text;
    if (m_sources.store)
        addStore(text, m_sources.store(), wall.utc);
    if (m_sources.district)
        addDistrict(text, m_sources.district());
    if (m_sources.machines)
        gauge(text, "banshi_district_connections", "Connections that machines hold.",
              static_cast<double>(m_sources.machines()));
    addLine(text, m_sources.line());
    gauge(text, "banshi_clock_trusted", "1 when the machine's time is confirmed.", wall.trusted ? 1 : 0);
    if (m_sources.lostByPlatform)
        gauge(text, "banshi_queue_lost_by_platform", "Items that the platform acknowledged and does not hold.",
              static_cast<double>(m_sources.lostByPlatform()));
    if (m_sources.faults)
    {
        add(text, "banshi_background_faults_total", "counter",
            "Turns of background threads that ended in an exception.");
        text += "banshi_background_faults_total " + std::to_string(m_sources.faults()) + "\n";
    }
    if (const auto until = m_sources.certificateUntil())
        gauge(text, "banshi_certificate_expiry_timestamp_seconds", "End of the machine's certificate.",
              secondsOf(*until));
    const std::lock_guard lock(m_mutex);
    add(text, "banshi_requests_total", "counter", "Requests of this machine's programs, by status of the answer.");
    std::uint64_t all = 0;
    for (const auto& [status, count] : m_answers)
    {
        text += "banshi_requests_total{status=\"" + std::to_string(status) + "\"} " + std::to_string(count) + "\n";
        all += count;
    }
    add(text, "banshi_request_seconds", "histogram", "From a request that is read to its answer.");
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
    {
        below += m_buckets[i];
        text += "banshi_request_seconds_bucket{le=\"" + number(kBounds[i]) + "\"} " + std::to_string(below) + "\n";
    }
    text += "banshi_request_seconds_bucket{le=\"+Inf\"} " + std::to_string(all) + "\nbanshi_request_seconds_sum " +
            number(m_seconds) + "\nbanshi_request_seconds_count " + std::to_string(all) + "\n";
    return text;
}

} // namespace banshi::queue::gateway
