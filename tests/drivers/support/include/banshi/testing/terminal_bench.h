// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/driver_call.h"
#include "banshi/testing/simulator.h"

#include <QString>
#include <QTest>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <cstdint>
#include <memory>
#include <thread>

namespace banshi::testing
{

/// A simulated payment terminal, and the driver that is tested against it. Threads: the test's.
class TerminalBench
{
public:
    using Report = drivers::sdk::Outcome<drivers::sdk::PaymentReport>;

    /// Starts the simulator `program`; false when it does not start.
    [[nodiscard]] bool start(const QString& program)
    {
        simulator = std::make_unique<Simulator>();
        return simulator->start(program, {});
    }
    void stop()
    {
        terminal.reset();
        simulator.reset();
    }
    /// True when the simulator does it.
    bool order(const nlohmann::json& request) const { return simulator->control(request).value("ok", false); }
    [[nodiscard]] nlohmann::json state() const { return simulator->control({{"do", "state"}}); }
    [[nodiscard]] std::uint16_t port() const { return static_cast<std::uint16_t>(state().value("port", 0)); }

    /// Pays 36.50 yuan as PAY0000001 while `deed`, which gets the call, happens as soon as the terminal asks for a
    /// card.
    template <class Deed>
    Report payWhile(Deed deed, std::chrono::milliseconds limit = std::chrono::seconds(10))
    {
        using drivers::sdk::ErrorCode;
        DriverCall call(limit);
        Report report = drivers::sdk::failure(ErrorCode::InternalError);
        std::thread worker([&] {
            report = terminal->pay({"PAY0000001", 3650}, call);
            events = call.events().size();
        });
        const bool isAsking = QTest::qWaitFor([this] { return state().value("paying", false); });
        deed(call);
        worker.join();
        return isAsking ? report : drivers::sdk::failure(ErrorCode::InternalError, "the terminal never asked");
    }

    std::unique_ptr<Simulator> simulator;
    DriverHost host;
    std::unique_ptr<drivers::sdk::PaymentTerminal> terminal;
    std::size_t events = 0; ///< what the last payment announced
};

} // namespace banshi::testing
