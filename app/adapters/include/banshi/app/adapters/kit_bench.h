// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/adapters/kit_devices.h"
#include "banshi/app/ports/bench.h"

namespace banshi::app::adapters
{

/// A technician's tests on the drivers kit; each has its device for itself. Threads: the GUI thread.
class KitBench : public ports::Bench
{
public:
    /// `devices` must outlive the bench; `known` are the devices of the machine file.
    KitBench(KitDevices& devices, std::vector<KnownDevice> known) : m_devices(devices), m_known(std::move(known)) {}

    [[nodiscard]] std::vector<ports::DeviceDetails> details() const override;
    void lookForCard(const std::string& device, std::chrono::milliseconds span,
                     std::function<void(ports::DeviceResult<bool>)> done) override;
    void printSlip(const std::string& device, const std::string& slipId, const ports::SlipText& slip,
                   std::function<void(ports::DeviceResult<bool>)> done) override;
    void printPage(const std::string& device, const std::string& jobName, const base::SecretBytes& pdf,
                   std::function<void(ports::SheetResult)> done) override;
    void takePicture(const std::string& device,
                     std::function<void(ports::DeviceResult<ports::PictureSize>)> done) override;
    void ask(const std::string& device, std::function<void(ports::DeviceResult<bool>)> done) override;

private:
    void send(const std::string& device, std::string_view command, nlohmann::json payload,
              std::chrono::milliseconds timeout, drivers::client::DeviceProxy::Callback done) const;
    template <class Answer>
    [[nodiscard]] std::function<void(Answer)> alone(const std::string& device, std::function<void(Answer)> done) const;

    KitDevices& m_devices;
    std::vector<KnownDevice> m_known;
};

} // namespace banshi::app::adapters
