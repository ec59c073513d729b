// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/metrics.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::gateway::HttpReply;
using queue::gateway::HttpRequest;
using queue::gateway::Metrics;

class MetricsTest : public QObject
{
    Q_OBJECT

    testing::ManualClock m_clock;
    queue::store::StoreHealth m_health;
    queue::gateway::LineState m_line;

    [[nodiscard]] Metrics metrics()
    {
        return Metrics({[this] { return m_health; }, [this] { return m_line; },
                        [this] { return std::optional(m_clock.wall().utc + 24h); }, m_clock});
    }
    static bool has(const std::string& text, const std::string& line)
    {
        return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
    }

private Q_SLOTS:
    void tellsHowQueueLineAndDiskAre()
    {
        m_health.accepting = true;
        m_health.counts = {7, 2, m_clock.wall().utc - 90s};
        m_health.freeBytes = 4096;
        m_health.fillPercent = 72;
        m_line.reachable = true;
        m_line.clockOffsetMs = -1500;
        const std::string text = metrics().text();
        for (const char* line :
             {"banshi_queue_items{state=\"pending\"} 7", "banshi_queue_items{state=\"parked\"} 2",
              "banshi_queue_oldest_seconds 90", "banshi_store_accepting 1", "banshi_store_fill_percent 72",
              "banshi_store_realtime 0", "banshi_disk_free_bytes 4096", "banshi_line_up 1",
              "banshi_clock_offset_seconds -1.5", "# TYPE banshi_request_seconds histogram"})
            QVERIFY2(has(text, line), (std::string(line) + " is not in\n" + text).c_str());
        QVERIFY(text.find("banshi_certificate_expiry_timestamp_seconds 1") != std::string::npos);
    }

    void countsAndTimesEachAnswer()
    {
        Metrics all = metrics();
        const auto service = all.counted({[this](const HttpRequest& request) {
                                              m_clock.advance(request.target == "/slow" ? 3s : 0s);
                                              return HttpReply{request.target == "/slow" ? 504 : 202, {}, {}};
                                          },
                                          {}});
        HttpRequest request;
        request.target = "/quick";
        (void)service.handle(request);
        (void)service.handle(request);
        request.target = "/slow";
        (void)service.handle(request);
        const std::string text = all.text();
        for (const char* line :
             {"banshi_requests_total{status=\"202\"} 2", "banshi_requests_total{status=\"504\"} 1",
              "banshi_request_seconds_bucket{le=\"0.0005\"} 2", "banshi_request_seconds_bucket{le=\"2\"} 2",
              "banshi_request_seconds_bucket{le=\"10\"} 3", "banshi_request_seconds_bucket{le=\"+Inf\"} 3",
              "banshi_request_seconds_sum 3", "banshi_request_seconds_count 3"})
            QVERIFY2(has(text, line), (std::string(line) + " is not in\n" + text).c_str());
    }

    void answersTheScraperAndNobodyElse()
    {
        const Metrics all = metrics();
        HttpRequest request;
        request.method = "GET";
        request.target = "/metrics";
        QCOMPARE(all.answer(request).status, 200);
        QVERIFY(all.answer(request).contentType.starts_with("text/plain; version=0.0.4"));
        request.target = "/local/settings/x";
        QCOMPARE(all.answer(request).status, 404);
    }
};

BANSHI_TEST(MetricsTest)
#include "metrics_test.moc"
