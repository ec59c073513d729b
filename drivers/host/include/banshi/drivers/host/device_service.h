// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/outbox.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/sdk/device.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::drivers::host
{

/// How a command ended.
struct Reply
{
    protocol::CompletionCode code = protocol::CompletionCode::Success;
    std::string description;
    nlohmann::json payload = nlohmann::json::object();
};

/// The reply that stands for a driver's failure.
[[nodiscard]] Reply replyOf(const sdk::Failure& failure);

/// Translates the commands of one class into calls of a driver's device. One implementation per class.
/// Threads: the worker only.
class DeviceService
{
public:
    virtual ~DeviceService() = default;
    [[nodiscard]] virtual protocol::DeviceClass deviceClass() const = 0;
    [[nodiscard]] virtual sdk::Device& device() = 0;
    /// The class's part of `Common.Capabilities`.
    [[nodiscard]] virtual nlohmann::json capabilities() = 0;
    /// Runs one queued command of this class.
    virtual Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call) = 0;
    /// True while pump() has to be called whenever no command runs.
    [[nodiscard]] virtual bool isStreaming() const { return false; }
    virtual sdk::Outcome<void> pump(const sdk::CallContext&) { return {}; }
    /// The device was closed: what it had running is over.
    virtual void closed() {}
};

/// Wraps a driver's device; null when it is not of the class that its metadata promises. Frames of cameras are
/// announced through `outbox`, which must outlive the service.
[[nodiscard]] std::unique_ptr<DeviceService> makeDeviceService(protocol::DeviceClass deviceClass,
                                                               std::unique_ptr<sdk::Device> device, Outbox& outbox);

} // namespace banshi::drivers::host
