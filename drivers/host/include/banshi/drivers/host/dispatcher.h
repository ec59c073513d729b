// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/host/claim.h"
#include "banshi/drivers/host/command_queue.h"
#include "banshi/drivers/host/device_keeper.h"
#include "banshi/drivers/protocol/plugin_metadata.h"

#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace banshi::drivers::host
{

/// The core of a host, without sockets: acknowledges first, runs Status, Capabilities and Cancel at once, everything
/// else in one FIFO on its worker thread, and gives every accepted command exactly one completion. Threads: receive(),
/// disconnected() and expireQueued() from one thread; the device is touched by the worker only.
class Dispatcher
{
public:
    /// All references must outlive the dispatcher. The worker starts at once and opens the device; `watch` sees what it
    /// calls. `resetsPerHour` as in the plug-in's metadata.
    Dispatcher(const base::Clock& clock, DeviceService& service, StatusBoard& board, Outbox& outbox, DriverWatch& watch,
               int resetsPerHour = protocol::kResetsPerHour);
    /// Stops the running operation and joins the worker.
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    /// Takes one text message of a client.
    void receive(ConnectionId from, std::string_view text);
    /// A client has gone: its queued commands are forgotten, its running one is cancelled unless it moves paper, its
    /// preview stopped unless others look at it.
    void disconnected(ConnectionId who);
    /// Completes queued commands whose time is over; returns when to call again.
    std::optional<base::MonoTime> expireQueued();

private:
    void dispatch(ConnectionId from, protocol::Message message);
    void runAtOnce(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload);
    void cancel(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload);
    void claim(ConnectionId from, const protocol::Header& header, const nlohmann::json& payload);
    void refuseClaimed(ConnectionId from, const protocol::Header& header, const std::string& owner);
    void complete(const PendingCommand& command, const Reply& reply);
    void work(const std::stop_token& stop);
    void serve(const std::stop_token& stop);
    void execute(PendingCommand& command);
    std::vector<ConnectionId> takeGone();
    void wakeWorker();
    std::stop_token armWake();

    const base::Clock& m_clock;
    const protocol::DeviceClass m_class;
    StatusBoard& m_board;
    Outbox& m_outbox;
    Claim m_claim; // of the receiving thread
    DeviceKeeper m_keeper;
    CommandQueue m_queue;
    std::mutex m_wakeMutex;
    std::stop_source m_wake;          // guarded by m_wakeMutex
    std::vector<ConnectionId> m_gone; // guarded by m_wakeMutex; the worker has not heard of it yet
    std::jthread m_worker;
};

} // namespace banshi::drivers::host
