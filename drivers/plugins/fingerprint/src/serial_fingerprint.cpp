// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/serial_fingerprint.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/parting_call.h>

namespace banshi::drivers::plugins::fingerprint
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using Bytes = std::vector<std::uint8_t>;

// Commands.
constexpr std::uint8_t kTakeImage = 0x01;
constexpr std::uint8_t kMakeTemplate = 0x02;
constexpr std::uint8_t kMatch = 0x03;
constexpr std::uint8_t kUpload = 0x08;
constexpr std::uint8_t kDownload = 0x09;
constexpr std::uint8_t kReadParameters = 0x0F;
constexpr std::uint8_t kVerifyPassword = 0x13;
// The module's two buffers.
constexpr std::uint8_t kCaptured = 1;
constexpr std::uint8_t kImported = 2;
// Answers.
constexpr std::uint8_t kOk = 0x00;
constexpr std::uint8_t kNoFinger = 0x02;
constexpr std::uint8_t kBadImage = 0x03;
constexpr std::uint8_t kTooMessy = 0x06;
constexpr std::uint8_t kTooFew = 0x07;
constexpr std::uint8_t kOther = 0x08; // the two do not match
constexpr std::uint8_t kNoImage = 0x15;

constexpr std::size_t kParameters = 16; // bytes
constexpr std::size_t kPacketSizeAt = 12;
constexpr std::size_t kSmallestPacket = 32; // bytes; a module's code 0, and each step doubles it
constexpr std::size_t kUsualTemplate = 512; // bytes
constexpr std::size_t kLongestTemplate = 2048;
constexpr int kFullScore = 100; // of the module's own 0…300; above it a finger is the same beyond doubt
constexpr auto kPartingLimit = 700ms;
constexpr const char* kFormat = "reserved1"; // the maker's own

sdk::Failure refused(const char* what, std::uint8_t code)
{
    return sdk::failure(ErrorCode::HardwareError, std::string(what) + ": " + std::to_string(code));
}

} // namespace

SerialFingerprint::SerialFingerprint(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host)
    : m_setup(setup), m_connect(std::move(connect)), m_host(host)
{
}

void SerialFingerprint::report()
{
    m_host.setStatus(m_status);
}

sdk::Outcome<void> SerialFingerprint::order(std::span<const std::uint8_t> command, const sdk::CallContext& call)
{
    const auto answer = m_link->ask(command, call);
    if (!answer)
        return answer.failure();
    return answer->code == kOk ? sdk::Outcome<void>() : sdk::Outcome<void>(refused("the module refuses", answer->code));
}

sdk::Outcome<void> SerialFingerprint::open(const sdk::CallContext& call)
{
    m_link.reset();
    auto line = m_connect(call);
    if (!line)
        return line.failure();
    m_link = std::make_unique<FingerLink>(std::move(*line), m_setup.patience);
    Bytes login{kVerifyPassword};
    for (int shift = 24; shift >= 0; shift -= 8)
        login.push_back(static_cast<std::uint8_t>(m_setup.password >> shift));
    if (auto verified = order(login, call); !verified)
        return verified;
    const auto parameters = m_link->ask(Bytes{kReadParameters}, call);
    if (!parameters)
        return parameters.failure();
    if (parameters->code != kOk || parameters->values.size() < kParameters)
        return refused("the module does not tell its parameters", parameters->code);
    const std::uint8_t step = parameters->values[kPacketSizeAt + 1];
    m_packetSize = kSmallestPacket << std::min<unsigned>(step, 3);
    m_templateSize = kUsualTemplate;
    m_status = {{sdk::DeviceState::Online, {}}, false, false};
    // An earlier process may have left somebody's finger in it.
    return clear(call);
}

void SerialFingerprint::close()
{
    m_link.reset();
}

sdk::Outcome<void> SerialFingerprint::poll(const sdk::CallContext& call)
{
    if (!m_link)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    const auto answer = m_link->ask(Bytes{kReadParameters}, call);
    return answer ? sdk::Outcome<void>() : sdk::Outcome<void>(answer.failure());
}

sdk::BiometricReaderCapabilities SerialFingerprint::capabilities() const
{
    sdk::BiometricReaderCapabilities capabilities;
    capabilities.common.model = "EF01 module";
    capabilities.formats = {kFormat};
    return capabilities;
}

sdk::Outcome<void> SerialFingerprint::waitForFinger(const sdk::CallContext& call)
{
    call.event(sdk::PresentSubject{});
    for (;;)
    {
        const auto answer = m_link->ask(Bytes{kTakeImage}, call);
        if (!answer)
            return answer.failure();
        if (answer->code == kOk)
            return {};
        if (answer->code != kNoFinger && answer->code != kBadImage)
            return refused("no image", answer->code);
        if (!call.pause(m_setup.lookPause))
            return *call.stopReason();
    }
}

sdk::Outcome<sdk::BiometricTemplate> SerialFingerprint::read(const sdk::CallContext& call)
{
    if (!m_link)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    if (auto found = waitForFinger(call); !found)
        return found.failure();
    m_status.subjectPresent = true;
    report();
    call.event(sdk::SubjectDetected{});
    auto captured = capture(call);
    m_status.subjectPresent = false;
    m_status.captured = captured.ok();
    if (captured || captured.failure().code != ErrorCode::DeviceNotReady)
        report();
    if (captured)
        call.event(sdk::RemoveSubject{});
    return captured;
}

sdk::Outcome<sdk::BiometricTemplate> SerialFingerprint::capture(const sdk::CallContext& call)
{
    const auto made = m_link->ask(Bytes{kMakeTemplate, kCaptured}, call);
    if (!made)
        return made.failure();
    if (made->code == kTooMessy || made->code == kTooFew || made->code == kNoImage)
        return sdk::commandError("readFailed", "code " + std::to_string(made->code));
    if (made->code != kOk)
        return refused("no template", made->code);
    if (auto offered = order(Bytes{kUpload, kCaptured}, call); !offered)
        return offered.failure();
    auto data = m_link->receiveData(kLongestTemplate, call);
    if (!data && data.failure().code == ErrorCode::HardwareError)
        return sdk::commandError("readFailed", data.failure().detail);
    if (!data)
        return data.failure();
    if (data->empty())
        return sdk::failure(ErrorCode::HardwareError, "an empty template");
    m_templateSize = data->size();
    return sdk::BiometricTemplate(kFormat, std::move(*data));
}

sdk::Outcome<void> SerialFingerprint::load(std::uint8_t buffer, std::span<const std::uint8_t> data,
                                           const sdk::CallContext& call)
{
    if (auto ready = order(Bytes{kDownload, buffer}, call); !ready)
        return ready;
    return m_link->sendData(data, m_packetSize, call);
}

sdk::Outcome<void> SerialFingerprint::import(const sdk::BiometricTemplate& reference, const sdk::CallContext& call)
{
    if (!m_link)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    if (reference.format != kFormat || reference.data.empty() || reference.data.size() > kLongestTemplate)
        return sdk::failure(ErrorCode::UnsupportedData, "not a template of this module");
    m_isImported = false;
    auto loaded = load(kImported, reference.data, call);
    m_isImported = loaded.ok();
    return loaded;
}

sdk::Outcome<int> SerialFingerprint::match(const sdk::CallContext& call)
{
    if (!m_link)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    if (!m_status.captured)
        return sdk::commandError("noCaptureData");
    if (!m_isImported)
        return sdk::commandError("noImportedData");
    const auto answer = m_link->ask(Bytes{kMatch}, call);
    if (!answer)
        return answer.failure();
    if (answer->code == kOther)
        return 0;
    if (answer->code != kOk || answer->values.size() < 2)
        return refused("no comparison", answer->code);
    return std::min(answer->values[0] << 8 | answer->values[1], kFullScore);
}

// The module has no command to forget: both buffers are overwritten.
sdk::Outcome<void> SerialFingerprint::clear(const sdk::CallContext& call)
{
    if (!m_link)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    const Bytes nothing(m_templateSize, 0);
    const sdk::PartingCall parting(call, kPartingLimit * 2);
    for (const std::uint8_t buffer : {kCaptured, kImported})
        if (auto loaded = load(buffer, nothing, parting); !loaded)
            return loaded;
    m_isImported = false;
    m_status.captured = false;
    report();
    return {};
}

} // namespace banshi::drivers::plugins::fingerprint
