// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/device_service.h"

#include "services.h"

namespace banshi::drivers::host
{

Reply replyOf(const sdk::Failure& failure)
{
    Reply reply;
    reply.code = protocol::completionCode(failure.code);
    reply.description = failure.detail;
    if (!failure.errorCode.empty())
        reply.payload["errorCode"] = failure.errorCode;
    return reply;
}

std::unique_ptr<DeviceService> makeDeviceService(protocol::DeviceClass deviceClass, std::unique_ptr<sdk::Device> device,
                                                 Outbox& outbox)
{
    switch (deviceClass)
    {
    case protocol::DeviceClass::IdCardReader:
        return makeIdCardService(std::move(device));
    case protocol::DeviceClass::ReceiptPrinter:
        return makeReceiptService(std::move(device));
    case protocol::DeviceClass::DocumentPrinter:
        return makeDocumentService(std::move(device));
    case protocol::DeviceClass::Camera:
        return makeCameraService(std::move(device), outbox);
    case protocol::DeviceClass::BarcodeReader:
        return makeBarcodeService(std::move(device));
    case protocol::DeviceClass::PaymentTerminal:
        return makePaymentService(std::move(device));
    case protocol::DeviceClass::Indicators:
        return makeIndicatorsService(std::move(device));
    case protocol::DeviceClass::Keypad:
        return makeKeypadService(std::move(device));
    case protocol::DeviceClass::BiometricReader:
        return makeBiometricService(std::move(device));
    case protocol::DeviceClass::CardReader:
        return makeCardService(std::move(device));
    }
    return nullptr;
}

} // namespace banshi::drivers::host
