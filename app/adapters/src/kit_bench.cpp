// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_bench.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "device_words.h"

#include <QPointer>
#include <QTimer>
#include <algorithm>

namespace banshi::app::adapters
{

using namespace drivers;
using client::Completion;
using ports::DeviceTrouble;
using protocol::DeviceClass;
namespace command = protocol::command;

namespace
{

constexpr std::chrono::seconds kSlipTimeout(30);
constexpr std::chrono::seconds kJobTimeout(15);
constexpr std::chrono::seconds kPageTimeout(90); // a laser printer that has to wake up
constexpr std::chrono::seconds kPictureTimeout(10);
constexpr std::chrono::seconds kAskTimeout(5);

std::string wordAt(const nlohmann::json& root, const char* pointer)
{
    const nlohmann::json::json_pointer at(pointer);
    return root.contains(at) && root.at(at).is_string() ? root.at(at).get<std::string>() : std::string();
}

void addCommonTroubles(const nlohmann::json& status, ports::DeviceDetails& details)
{
    using sdk::DeviceState;
    const auto state = protocol::deviceStateOf(status);
    if (!state || *state == DeviceState::Starting)
        details.troubles.push_back(DeviceTrouble::NoHost);
    else if (*state == DeviceState::Offline)
        details.troubles.push_back(DeviceTrouble::Offline);
    else if (*state == DeviceState::PowerOff)
        details.troubles.push_back(DeviceTrouble::NoPower);
    else if (*state == DeviceState::NoDevice)
        details.troubles.push_back(DeviceTrouble::Absent);
    else if (*state != DeviceState::Online && *state != DeviceState::DeviceBusy)
        details.troubles.push_back(DeviceTrouble::Hardware);
    const nlohmann::json::json_pointer at("/common/deviceReasons");
    if (status.contains(at) && status.at(at).is_array())
        for (const auto& reason : status.at(at))
            if (reason.is_string())
                details.reasons.push_back(reason.get<std::string>());
}

void addPaperTroubles(const nlohmann::json& status, ports::DeviceDetails& details)
{
    const auto add = [&](bool isThere, DeviceTrouble trouble) {
        if (isThere)
            details.troubles.push_back(trouble);
    };
    const auto paper = protocol::paperStateOf(status);
    const auto toner = wordAt(status, "/printer/toner");
    add(paper == sdk::PaperState::Out, DeviceTrouble::PaperOut);
    add(paper == sdk::PaperState::Low, DeviceTrouble::PaperLow);
    add(paper == sdk::PaperState::Jammed || wordAt(status, "/printer/media") == "jammed", DeviceTrouble::PaperJammed);
    add(wordAt(status, "/printer/cover") == "open", DeviceTrouble::CoverOpen);
    add(wordAt(status, "/printer/cutter") == "failed", DeviceTrouble::CutterFailed);
    add(toner == "out", DeviceTrouble::TonerOut);
    add(toner == "low", DeviceTrouble::TonerLow);
}

int numberAt(const nlohmann::json& root, const char* pointer)
{
    const nlohmann::json::json_pointer at(pointer);
    return root.contains(at) && root.at(at).is_number_integer() ? root.at(at).get<int>() : -1;
}

void addLevels(const nlohmann::json& status, ports::DeviceDetails& details)
{
    for (const char* list : {"/printer/supplies", "/printer/trays"})
        if (const nlohmann::json::json_pointer at(list); status.contains(at))
            for (const auto& one : status.at(at))
            {
                const ports::SupplyLevel level{wordAt(one, "/name"), numberAt(one, "/percent"),
                                               numberAt(one, "/sheets")};
                if (level.percent >= 0 || level.sheets >= 0)
                    details.levels.push_back(level);
            }
}

/// Width and height out of a JPEG's frame header (ITU-T T.81, B.2.2); nothing when there is none.
std::optional<ports::PictureSize> sizeOf(const std::vector<std::uint8_t>& jpeg)
{
    std::size_t at = 2;
    while (at + 9 <= jpeg.size() && jpeg[at] == 0xFF)
    {
        const int marker = jpeg[at + 1];
        const bool isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (isFrame)
            return ports::PictureSize{jpeg[at + 7] * 256 + jpeg[at + 8], jpeg[at + 5] * 256 + jpeg[at + 6]};
        at += 2 + static_cast<std::size_t>(jpeg[at + 2]) * 256 + jpeg[at + 3];
    }
    return std::nullopt;
}

} // namespace

std::vector<ports::DeviceDetails> KitBench::details() const
{
    std::vector<ports::DeviceDetails> all;
    for (const auto& device : m_known)
    {
        const auto* proxy = m_devices.proxy(device.name);
        ports::DeviceDetails details{
            device.name.toStdString(), device.kind, m_devices.condition(device.name), {}, {}, {}, {}, {}, {}, {}};
        addCommonTroubles(proxy->status(), details);
        addPaperTroubles(proxy->status(), details);
        addLevels(proxy->status(), details);
        for (const auto& command : missingCommands(device.kind, proxy->capabilities()))
            details.reasons.push_back("no " + command);
        const auto& about = proxy->capabilities();
        details.vendor = wordAt(about, "/common/deviceInformation/0/vendorName");
        details.model = wordAt(about, "/common/deviceInformation/0/modelName");
        details.serialNumber = wordAt(about, "/common/deviceInformation/0/serialNumber");
        details.firmware = wordAt(about, "/common/deviceInformation/0/firmware");
        all.push_back(std::move(details));
    }
    return all;
}

void KitBench::send(const std::string& device, std::string_view name, nlohmann::json payload,
                    std::chrono::milliseconds timeout, client::DeviceProxy::Callback done) const
{
    if (auto* proxy = m_devices.proxy(QString::fromStdString(device)))
    {
        proxy->send(name, std::move(payload), timeout, std::move(done));
        return;
    }
    QTimer::singleShot(0, &m_devices, [done = std::move(done)] {
        Completion absent;
        absent.code = protocol::CompletionCode::DeviceNotReady;
        done(absent);
    });
}

// Has the device for one test alone; its answer gives it back.
template <class Answer>
std::function<void(Answer)> KitBench::alone(const std::string& device, std::function<void(Answer)> done) const
{
    const QString name = QString::fromStdString(device);
    m_devices.claim(name);
    return [devices = QPointer<KitDevices>(&m_devices), name, done = std::move(done)](Answer answer) {
        if (devices)
            devices->giveBack(name);
        done(std::move(answer));
    };
}

void KitBench::lookForCard(const std::string& device, std::chrono::milliseconds span,
                           std::function<void(ports::DeviceResult<bool>)> done)
{
    done = alone(device, std::move(done));
    send(device, command::kReadCard, nlohmann::json::object(), span,
         [done = std::move(done)](const Completion& completion) {
             if (completion.ok())
                 return done(true);
             auto fault = faultOf(DeviceClass::IdCardReader, completion);
             if (fault.code == "drivers.idcard.noMedia") // the reader searched all the time, and answered
                 return done(false);
             done(tl::unexpected(std::move(fault)));
         });
}

void KitBench::printSlip(const std::string& device, const std::string& slipId, const ports::SlipText& slip,
                         std::function<void(ports::DeviceResult<bool>)> done)
{
    done = alone(device, std::move(done));
    send(device, command::kPrintSlip, protocol::toJson(slipOf(slipId, slip)), kSlipTimeout,
         [done = std::move(done)](const Completion& completion) {
             if (completion.ok())
                 return done(true);
             done(tl::unexpected(faultOf(DeviceClass::ReceiptPrinter, completion)));
         });
}

void KitBench::printPage(const std::string& device, const std::string& jobName, const base::SecretBytes& pdf,
                         std::function<void(ports::SheetResult)> done)
{
    done = alone(device, std::move(done));
    sdk::PrintDocument document;
    document.format = "application/pdf";
    document.data.assign(pdf.view().begin(), pdf.view().end());
    send(device, command::kCreateJob, {{"jobName", jobName}}, kJobTimeout,
         [this, device, document = std::move(document), done = std::move(done)](const Completion& created) mutable {
             const auto job = created.ok() ? protocol::printJobFromJson(created.payload)
                                           : protocol::Parsed<sdk::PrintJob>(tl::unexpected(protocol::ProtocolError{}));
             if (!job)
                 return done({ports::SheetEnd::FailedClean, 0, faultOf(DeviceClass::DocumentPrinter, created).code});
             document.jobId = job->jobId;
             send(device, command::kSendDocument, protocol::toJson(document), kPageTimeout,
                  [done = std::move(done)](const Completion& sent) {
                      const auto report = protocol::printReportFromJson(sent.payload);
                      if (sent.ok() && report)
                          return done(sheetOf(*report));
                      done({sent.isSurelyUndone() ? ports::SheetEnd::FailedClean : ports::SheetEnd::Unknown, 0,
                            faultOf(DeviceClass::DocumentPrinter, sent).code});
                  });
         });
}

void KitBench::takePicture(const std::string& device, std::function<void(ports::DeviceResult<ports::PictureSize>)> done)
{
    done = alone(device, std::move(done));
    send(device, command::kTakePicture, nlohmann::json::object(), kPictureTimeout,
         [done = std::move(done)](const Completion& completion) {
             if (!completion.ok())
                 return done(tl::unexpected(faultOf(DeviceClass::Camera, completion)));
             auto picture = protocol::pictureFromJson(completion.payload);
             const auto size = picture ? sizeOf(picture->jpeg) : std::nullopt;
             if (picture)
                 base::wipe(picture->jpeg.data(), picture->jpeg.size());
             if (!size)
                 return done(tl::unexpected(ports::DeviceFault{"drivers.camera.cameraInoperable", false}));
             done(*size);
         });
}

void KitBench::ask(const std::string& device, std::function<void(ports::DeviceResult<bool>)> done)
{
    done = alone(device, std::move(done));
    const auto known =
        std::ranges::find(m_known, QString::fromStdString(device), [](const auto& one) { return one.name; });
    const auto deviceClass = known == m_known.end() ? std::nullopt : protocol::deviceClass(known->kind);
    send(device, command::kStatus, nlohmann::json::object(), kAskTimeout,
         [this, device, deviceClass = deviceClass.value_or(DeviceClass::Indicators),
          done = std::move(done)](Completion completion) {
             // The claim was answered before the status.
             if (completion.ok() && m_devices.isElsewhere(QString::fromStdString(device)))
                 return done(tl::unexpected(ports::DeviceFault{"drivers.common.claimed", false}));
             const auto state = protocol::deviceStateOf(completion.payload);
             if (completion.ok() && (state == sdk::DeviceState::Online || state == sdk::DeviceState::DeviceBusy))
                 return done(true);
             if (completion.ok())
                 completion.code = protocol::CompletionCode::DeviceNotReady;
             done(tl::unexpected(faultOf(deviceClass, completion)));
         });
}

} // namespace banshi::app::adapters
