// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/dispatcher.h"
#include "banshi/testing/manual_clock.h"
#include "fake_reader.h"
#include "kept_messages.h"

#include <memory>

namespace banshi::testing
{

/// A host without process and sockets around a card reader that does what a test says; the test starts it when
/// the reader is ready. Threads: the test's; the reader works in the host's own.
class HostedReader
{
protected:
    /// Before each test.
    void assemble()
    {
        m_clock = std::make_unique<ManualClock>();
        m_outbox = std::make_unique<KeptMessages>();
        m_board = std::make_unique<drivers::host::StatusBoard>(*m_outbox, "idcard");
        m_watch = std::make_unique<drivers::host::DriverWatch>(*m_clock);
        auto reader = std::make_unique<FakeReader>();
        m_reader = reader.get();
        m_service = drivers::host::makeDeviceService(drivers::protocol::DeviceClass::IdCardReader, std::move(reader),
                                                     *m_outbox);
    }
    /// After each test: the worker ends before what it speaks to.
    void dismantle()
    {
        m_dispatcher.reset();
        m_service.reset();
        m_board.reset();
    }

    void start()
    {
        m_dispatcher = std::make_unique<drivers::host::Dispatcher>(*m_clock, *m_service, *m_board, *m_outbox, *m_watch);
    }
    void receive(const std::string& text) { m_dispatcher->receive(kClient, text); }
    static std::string commandText(std::string_view name, std::uint32_t id,
                                   nlohmann::json payload = nlohmann::json::object(),
                                   std::optional<std::chrono::milliseconds> timeout = std::nullopt)
    {
        using namespace drivers::protocol;
        return serialize(makeCommand(std::string(name), id, std::move(payload), timeout));
    }
    bool waitForState(const char* state)
    {
        return m_outbox->waitForBroadcast([state](const drivers::protocol::Message& message) {
            const nlohmann::json::json_pointer where("/common/device");
            return message.payload.value(where, "") == state;
        });
    }

    static constexpr drivers::host::ConnectionId kClient = 7;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<KeptMessages> m_outbox;
    std::unique_ptr<drivers::host::StatusBoard> m_board;
    FakeReader* m_reader = nullptr;
    std::unique_ptr<drivers::host::DeviceService> m_service;
    std::unique_ptr<drivers::host::DriverWatch> m_watch;
    std::unique_ptr<drivers::host::Dispatcher> m_dispatcher;
};

} // namespace banshi::testing
