// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/adapters/camera_feed.h"
#include "banshi/app/ports/devices.h"
#include "banshi/drivers/client/device_claim.h"
#include "banshi/drivers/client/device_proxy.h"

#include <map>
#include <memory>
#include <vector>

namespace banshi::app::adapters
{

/// Name and class of a device of this machine.
struct KnownDevice
{
    QString name;
    std::string kind; ///< `IdCardReader` …
};

/// The session's devices on the drivers kit. The first device of each class serves; of two cameras the one named
/// `document-camera` takes pictures and `face-camera` looks at faces. Whoever serves a resident or tests a device has
/// claimed it before; one that another program has claimed is busy.
/// Threads: the GUI thread.
class KitDevices : public ports::Devices
{
    Q_OBJECT

public:
    /// All references must outlive this object.
    KitDevices(const base::Clock& clock, drivers::client::DeviceDirectory& directory, std::vector<KnownDevice> devices);
    ~KitDevices() override;

    [[nodiscard]] std::vector<ports::DeviceState> states() const override;
    Call readCard(std::chrono::milliseconds timeout,
                  std::function<void(ports::DeviceResult<ports::CardRecord>)> done) override;
    Call waitCardLifted(std::chrono::milliseconds timeout, std::function<void(bool)> done) override;
    Call printSlip(const std::string& slipId, const ports::SlipText& slip,
                   std::function<void(ports::DeviceResult<bool>)> done) override;
    Call createJob(const std::string& jobName, std::function<void(ports::DeviceResult<int>)> done) override;
    Call sendDocument(int jobId, const base::SecretBytes& pdf, int pages, std::function<void(int)> progress,
                      std::function<void(ports::SheetResult)> done) override;
    Call askJob(int jobId, int pages, std::function<void(ports::SheetResult)> done) override;
    Call takePicture(std::function<void(ports::DeviceResult<base::SecretBytes>)> done) override;
    void startPreview(std::function<void(const ports::FrameView&)> frame) override;
    void stopPreview() override;
    void cancel(Call call) override;

    /// Keeps every device of the machine, of whatever class, from other programs until this object ends.
    void claimAll();
    /// The same for one device until giveBack(); names that the machine does not have are ignored.
    void claim(const QString& device);
    void giveBack(const QString& device);
    /// Another program has the device that was claimed here.
    [[nodiscard]] bool isElsewhere(const QString& device) const;
    /// The condition of a device by name; Unknown when the machine has none of that name.
    [[nodiscard]] ports::Condition condition(const QString& device) const;

    /// The proxy of a device by name; null when the machine has none of that name.
    [[nodiscard]] drivers::client::DeviceProxy* proxy(const QString& name) const;

Q_SIGNALS:
    /// The host of a device neither completes its command nor answers pings: it should be killed and started again.
    void hostHangs(const QString& device);

private:
    struct Sent
    {
        drivers::client::DeviceProxy* proxy = nullptr;
        quint32 request = 0;
    };

    [[nodiscard]] drivers::client::DeviceProxy* first(const std::string& kind) const;
    Call send(drivers::client::DeviceProxy* proxy, std::string_view command, nlohmann::json payload,
              std::chrono::milliseconds timeout, drivers::client::DeviceProxy::Callback done);
    void pollJob(int jobId, int pages, base::MonoTime until, std::function<void(ports::SheetResult)> done);

    const base::Clock& m_clock;
    std::vector<KnownDevice> m_known;
    std::map<QString, std::unique_ptr<drivers::client::DeviceProxy>> m_proxies;
    std::map<QString, std::unique_ptr<drivers::client::DeviceClaim>> m_claims;
    std::unique_ptr<CameraFeed> m_documentFeed;
    std::map<Call, Sent> m_sent;
    Call m_last = 0;
};

} // namespace banshi::app::adapters
