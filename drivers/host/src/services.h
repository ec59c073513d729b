// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/device_service.h"

#include <memory>

namespace banshi::drivers::host
{

// One maker per class; each returns null when the device is of another class.
std::unique_ptr<DeviceService> makeIdCardService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeReceiptService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeDocumentService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeBarcodeService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makePaymentService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeIndicatorsService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeKeypadService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeBiometricService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeCardService(std::unique_ptr<sdk::Device> device);
std::unique_ptr<DeviceService> makeCameraService(std::unique_ptr<sdk::Device> device, Outbox& outbox);

/// The device as `T`, or null (and the device is gone) when it is something else.
template <class T>
std::unique_ptr<T> deviceAs(std::unique_ptr<sdk::Device> device)
{
    T* wanted = dynamic_cast<T*>(device.get());
    if (wanted != nullptr)
        (void)device.release();
    return std::unique_ptr<T>(wanted);
}

/// The reply to a payload that cannot be right.
inline Reply invalidData(const std::string& member)
{
    return {protocol::CompletionCode::InvalidData, "payload: " + member, nlohmann::json::object()};
}

} // namespace banshi::drivers::host
