// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_devices.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "device_words.h"

#include <QPointer>
#include <QTimer>
#include <algorithm>

namespace banshi::app::adapters
{

using namespace drivers;
using ports::DeviceFault;
using protocol::DeviceClass;
namespace command = protocol::command;

namespace
{

constexpr std::chrono::seconds kSlipTimeout(30);
constexpr std::chrono::seconds kJobTimeout(15);
constexpr std::chrono::minutes kSheetTimeout(4); // twenty pages and a paper jam that someone clears
constexpr std::chrono::seconds kPictureTimeout(10);
constexpr std::chrono::seconds kOldJobTimeout(8); // recovery has ten seconds in all
constexpr std::chrono::milliseconds kJobPoll(500);
const char* const kOwner = "banshi"; // what other programs read when a device is refused to them

} // namespace

KitDevices::KitDevices(const base::Clock& clock, client::DeviceDirectory& directory, std::vector<KnownDevice> devices)
    : m_clock(clock), m_known(std::move(devices))
{
    for (const auto& device : m_known)
    {
        auto proxy = std::make_unique<client::DeviceProxy>(clock, directory, device.name);
        connect(proxy.get(), &client::DeviceProxy::stateChanged, this, &KitDevices::statesChanged);
        connect(proxy.get(), &client::DeviceProxy::unresponsive, this,
                [this, name = device.name] { Q_EMIT hostHangs(name); });
        auto claim = std::make_unique<client::DeviceClaim>(clock, *proxy, kOwner);
        connect(claim.get(), &client::DeviceClaim::changed, this, &KitDevices::statesChanged);
        m_claims.emplace(device.name, std::move(claim));
        m_proxies.emplace(device.name, std::move(proxy));
    }
    if (auto* camera = proxy(QStringLiteral("document-camera")))
        m_documentFeed = std::make_unique<CameraFeed>(*camera);
}

KitDevices::~KitDevices() = default;

client::DeviceProxy* KitDevices::proxy(const QString& name) const
{
    const auto found = m_proxies.find(name);
    return found == m_proxies.end() ? nullptr : found->second.get();
}

client::DeviceProxy* KitDevices::first(const std::string& kind) const
{
    for (const auto& device : m_known)
        if (device.kind == kind)
            return proxy(device.name);
    return nullptr;
}

std::vector<ports::DeviceState> KitDevices::states() const
{
    std::vector<ports::DeviceState> all;
    for (const auto& device : m_known)
        all.push_back({device.name.toStdString(), device.kind, condition(device.name), {}});
    return all;
}

void KitDevices::claimAll()
{
    for (const auto& [name, claim] : m_claims)
        claim->take();
}

void KitDevices::claim(const QString& device)
{
    if (const auto found = m_claims.find(device); found != m_claims.end())
        found->second->take();
}

void KitDevices::giveBack(const QString& device)
{
    if (const auto found = m_claims.find(device); found != m_claims.end())
        found->second->giveBack();
}

bool KitDevices::isElsewhere(const QString& device) const
{
    const auto found = m_claims.find(device);
    return found != m_claims.end() && found->second->isElsewhere();
}

ports::Condition KitDevices::condition(const QString& device) const
{
    const auto* known = proxy(device);
    if (known == nullptr)
        return ports::Condition::Unknown;
    const auto own = conditionOf(known->condition());
    const bool couldWork = own == ports::Condition::Ok || own == ports::Condition::Warning;
    const auto kind = std::ranges::find(m_known, device, &KnownDevice::name);
    // Better no service than one that fails when money has moved: a third party's may lack what is needed.
    if (couldWork && kind != m_known.end() && !missingCommands(kind->kind, known->capabilities()).empty())
        return ports::Condition::Fault;
    return couldWork && isElsewhere(device) ? ports::Condition::Busy : own;
}

ports::Devices::Call KitDevices::send(client::DeviceProxy* proxy, std::string_view name, nlohmann::json payload,
                                      std::chrono::milliseconds timeout, client::DeviceProxy::Callback done)
{
    const Call call = ++m_last;
    if (proxy == nullptr)
    {
        QTimer::singleShot(0, this, [done = std::move(done)] {
            client::Completion absent;
            absent.code = protocol::CompletionCode::DeviceNotReady;
            done(absent);
        });
        return call;
    }
    const quint32 request = proxy->send(
        name, std::move(payload), timeout,
        [self = QPointer<KitDevices>(this), call, done = std::move(done)](const client::Completion& completion) {
            if (!self)
                return;
            self->m_sent.erase(call);
            done(completion);
        });
    m_sent[call] = {proxy, request};
    return call;
}

void KitDevices::cancel(Call call)
{
    if (const auto found = m_sent.find(call); found != m_sent.end())
        found->second.proxy->cancel(found->second.request);
}

ports::Devices::Call KitDevices::readCard(std::chrono::milliseconds timeout,
                                          std::function<void(ports::DeviceResult<ports::CardRecord>)> done)
{
    return send(first("IdCardReader"), command::kReadCard, nlohmann::json::object(), timeout,
                [done = std::move(done)](const client::Completion& completion) {
                    if (!completion.ok())
                        return done(tl::unexpected(faultOf(DeviceClass::IdCardReader, completion)));
                    auto card = protocol::idCardFromJson(completion.payload);
                    if (!card)
                        return done(tl::unexpected(DeviceFault{"drivers.idcard.readFailed", false}));
                    done(cardOf(std::move(*card)));
                });
}

ports::Devices::Call KitDevices::waitCardLifted(std::chrono::milliseconds timeout, std::function<void(bool)> done)
{
    return send(first("IdCardReader"), command::kWaitRemoved, nlohmann::json::object(), timeout,
                [done = std::move(done)](const client::Completion& completion) { done(completion.ok()); });
}

ports::Devices::Call KitDevices::printSlip(const std::string& slipId, const ports::SlipText& slip,
                                           std::function<void(ports::DeviceResult<bool>)> done)
{
    return send(first("ReceiptPrinter"), command::kPrintSlip, protocol::toJson(slipOf(slipId, slip)), kSlipTimeout,
                [done = std::move(done)](const client::Completion& completion) {
                    if (completion.ok())
                        done(true);
                    else
                        done(tl::unexpected(faultOf(DeviceClass::ReceiptPrinter, completion)));
                });
}

ports::Devices::Call KitDevices::createJob(const std::string& jobName,
                                           std::function<void(ports::DeviceResult<int>)> done)
{
    return send(first("DocumentPrinter"), command::kCreateJob, {{"jobName", jobName}}, kJobTimeout,
                [done = std::move(done)](const client::Completion& completion) {
                    if (!completion.ok())
                        return done(tl::unexpected(faultOf(DeviceClass::DocumentPrinter, completion)));
                    const auto job = protocol::printJobFromJson(completion.payload);
                    if (!job)
                        return done(tl::unexpected(DeviceFault{"drivers.common.internalError", false}));
                    done(static_cast<int>(job->jobId));
                });
}

ports::Devices::Call KitDevices::sendDocument(int jobId, const base::SecretBytes& pdf, int pages,
                                              std::function<void(int)> progress,
                                              std::function<void(ports::SheetResult)> done)
{
    client::DeviceProxy* printer = first("DocumentPrinter");
    sdk::PrintDocument document;
    document.jobId = jobId;
    document.format = "application/pdf";
    document.data.assign(pdf.view().begin(), pdf.view().end());
    document.pages = pages;
    QMetaObject::Connection events;
    if (printer != nullptr)
        events = connect(printer, &client::DeviceProxy::eventReceived, this,
                         [progress = std::move(progress)](const QString& name, const nlohmann::json& payload) {
                             const auto sheets = payload.find("impressions");
                             if (name == QLatin1String(protocol::event::kPrintProgress.data()) &&
                                 sheets != payload.end() && sheets->is_number_integer())
                                 progress(sheets->get<int>());
                         });
    const Call call =
        send(printer, command::kSendDocument, protocol::toJson(document), kSheetTimeout,
             [events, done = std::move(done)](const client::Completion& completion) {
                 disconnect(events);
                 const auto report = protocol::printReportFromJson(completion.payload);
                 if (completion.ok() && report)
                     return done(sheetOf(*report));
                 done({completion.isSurelyUndone() ? ports::SheetEnd::FailedClean : ports::SheetEnd::Unknown, 0,
                       faultOf(DeviceClass::DocumentPrinter, completion).code});
             });
    base::wipe(document.data.data(), document.data.size());
    return call;
}

ports::Devices::Call KitDevices::askJob(int jobId, int pages, std::function<void(ports::SheetResult)> done)
{
    pollJob(jobId, pages, m_clock.now() + kOldJobTimeout, std::move(done));
    return ++m_last;
}

void KitDevices::pollJob(int jobId, int pages, base::MonoTime until, std::function<void(ports::SheetResult)> done)
{
    send(first("DocumentPrinter"), command::kJobStatus, {{"jobId", jobId}}, kJobTimeout,
         [this, jobId, pages, until, done = std::move(done)](const client::Completion& completion) mutable {
             const auto report = completion.ok()
                                     ? protocol::jobReportFromJson(completion.payload)
                                     : protocol::Parsed<sdk::JobReport>(tl::unexpected(protocol::ProtocolError{}));
             const bool again = (!report || isRunning(*report)) && m_clock.now() < until;
             if (!again)
                 return done(report ? sheetOf(*report, pages)
                                    : ports::SheetResult{ports::SheetEnd::Unknown, 0,
                                                         faultOf(DeviceClass::DocumentPrinter, completion).code});
             auto* timer = new base::Timer(m_clock, this);
             connect(timer, &base::Timer::fired, this,
                     [this, timer, jobId, pages, until, done = std::move(done)]() mutable {
                         timer->deleteLater();
                         pollJob(jobId, pages, until, std::move(done));
                     });
             timer->start(kJobPoll);
         });
}

ports::Devices::Call KitDevices::takePicture(std::function<void(ports::DeviceResult<base::SecretBytes>)> done)
{
    return send(proxy(QStringLiteral("document-camera")), command::kTakePicture, nlohmann::json::object(),
                kPictureTimeout, [done = std::move(done)](const client::Completion& completion) {
                    if (!completion.ok())
                        return done(tl::unexpected(faultOf(DeviceClass::Camera, completion)));
                    auto picture = protocol::pictureFromJson(completion.payload);
                    if (!picture)
                        return done(tl::unexpected(DeviceFault{"drivers.camera.cameraInoperable", false}));
                    base::SecretBytes jpeg(std::span<const std::uint8_t>(picture->jpeg));
                    base::wipe(picture->jpeg.data(), picture->jpeg.size());
                    done(std::move(jpeg));
                });
}

void KitDevices::startPreview(std::function<void(const ports::FrameView&)> frame)
{
    if (m_documentFeed)
        m_documentFeed->start(std::move(frame));
}

void KitDevices::stopPreview()
{
    if (m_documentFeed)
        m_documentFeed->stop();
}

} // namespace banshi::app::adapters
