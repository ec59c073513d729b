// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/system_clock.h"
#include "banshi/drivers/conformance/bench.h"
#include "banshi/drivers/conformance/simulated_end.h"
#include "bench.h"

#include <map>
#include <memory>
#include <vector>

namespace banshi::bench
{

/// A driver of the product with its simulator, as an application has it. Threads: one.
class DriverChain
{
public:
    /// More acts of the far end than its rig has, by name.
    using Acts = std::map<std::string, std::vector<nlohmann::json>>;

    /// `driver` e.g. `idcard-sam`, `rig` e.g. `idcard`. Errors: Broken.
    DriverChain(const Order& order, const std::string& driver, const std::string& rig, const Acts& more = {});

    /// What startAfresh() has made last.
    [[nodiscard]] drivers::conformance::Bench& host() { return *m_host; }
    [[nodiscard]] drivers::conformance::FarEnd& farEnd() { return *m_end; }
    /// Throws the host away and starts another; does not wait for it. Errors: Broken.
    void startAfresh();
    /// Waits until the device is ready. Errors: Broken.
    void waitReady();

private:
    base::SystemClock m_clock;
    std::unique_ptr<drivers::conformance::SimulatedEnd> m_end;
    drivers::conformance::BenchSetup m_setup;
    std::unique_ptr<drivers::conformance::Bench> m_host;
};

/// Milliseconds that `program` takes from its start to its end. Errors: Broken when it does not start.
[[nodiscard]] double runOf(const QString& program, const QStringList& arguments);

/// Proportional set size of a process in MiB (`/proc/<pid>/smaps_rollup`). Errors: Broken.
[[nodiscard]] double memoryOf(qint64 process);

/// Seconds of processor time that a process has used so far. Errors: Broken.
[[nodiscard]] double processorTimeOf(qint64 process);

} // namespace banshi::bench
