// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/document_printer.h>
#include <banshi/drivers/sdk/host_services.h>
#include <optional>

namespace banshi::drivers::plugins::example_driver
{

/// A printer of sheets that is given a document for a job and asked in other lines what has become of it.
/// Threads: the host's worker.
class ExampleDevice : public sdk::DocumentPrinter
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::DocumentPrinterCapabilities capabilities() const override;
    sdk::Outcome<sdk::PrintJob> createJob(const std::string& jobName, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PrintReport> sendDocument(const sdk::PrintDocument& document,
                                                const sdk::CallContext& call) override;
    sdk::Outcome<sdk::JobReport> jobStatus(std::int32_t jobId, const sdk::CallContext& call) override;
    sdk::Outcome<void> cancelJob(std::int32_t jobId, const sdk::CallContext& call) override;

private:
    /// The line, made anew when it was lost.
    sdk::Outcome<void> connect(const sdk::CallContext& call);
    sdk::Outcome<std::string> ask(const std::string& question, const sdk::CallContext& call);
    /// Asks for a job by `JOB?` or `DROP`.
    sdk::Outcome<sdk::JobReport> askFor(const std::string& question, std::int32_t jobId, const sdk::CallContext& call);
    /// Asks until the job has ended; nothing when it has not by `until` or when nobody wants to know any more.
    std::optional<sdk::PrintReport> follow(const std::string& question, const sdk::PrintDocument& document,
                                           const sdk::CallContext& call, sdk::TimePoint until);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver
