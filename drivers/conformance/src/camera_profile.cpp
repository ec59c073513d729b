// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/frame_ring.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr std::uint64_t kFrames = 3;
constexpr const char* kDuringPreview = "no-frame-during-a-preview";

class CameraProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Camera; }
    [[nodiscard]] std::string statusMember() const override { return "camera"; }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kStopPreview); }
    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override { return nlohmann::json::object(); }
    // No command of the class has a payload that could be wrong.
    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override { return {}; }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string picture(protocol::command::kTakePicture);
        const std::string preview(protocol::command::kStartPreview);
        const Codes cancelled{CompletionCode::Canceled};
        const Codes late{CompletionCode::TimeOut, CompletionCode::CommandErrorCode, CompletionCode::DeviceNotReady};
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::CommandErrorCode,
                         CompletionCode::HardwareError};
        return {
            {"no-frame-for-a-picture", {act::kStall}, picture, {}, {}, 700ms, cancelled, late, lost},
            {"no-frame-for-a-preview", {act::kStall}, preview, {}, {}, 700ms, cancelled, late, lost},
            {kDuringPreview, {act::kStall}, picture, {}, {}, 700ms, cancelled, late, lost},
        };
    }

    [[nodiscard]] tl::expected<nlohmann::json, std::string> prepare(Bench& bench, FarEnd& end,
                                                                    const Situation& situation) const override
    {
        if (situation.name != kDuringPreview)
            return ClassProfile::prepare(bench, end, situation);
        const auto started = bench.run(protocol::command::kStartPreview, nlohmann::json::object(), 10s);
        if (!started || !started->ok())
            return tl::unexpected("the preview does not start: " + describe(started));
        return nlohmann::json::object();
    }

    void rest(Bench& bench) const override
    {
        (void)bench.run(protocol::command::kStopPreview, nlohmann::json::object(), 5s);
    }

    Verdict operate(Bench& bench, FarEnd&, QStringList& marks) const override
    {
        const auto started = bench.run(protocol::command::kStartPreview, nlohmann::json::object(), 10s);
        if (!started || !started->ok())
            return failed("the preview does not start: " + describe(started));
        const auto ring = protocol::previewRingFromJson(started->payload);
        const auto reader = ring ? protocol::FrameRingReader::open(*ring) : tl::unexpected(ring.error());
        if (!reader)
            return failed("the preview's frames cannot be read: " + reader.error().detail);
        protocol::Frame frame;
        const bool moves = bench.waitUntil(
            [&] {
                (void)(*reader)->readNewer(frame);
                return frame.sequence >= kFrames;
            },
            5s);
        if (!moves)
            return failed("the preview shows " + std::to_string(frame.sequence) + " frames in 5 s");
        const auto taken = bench.run(protocol::command::kTakePicture, nlohmann::json::object(), 10s);
        if (!taken || !taken->ok())
            return failed("no picture is taken: " + describe(taken));
        const auto picture = protocol::pictureFromJson(taken->payload);
        const bool isJpeg = picture && picture->jpeg.size() > 3 && picture->jpeg[0] == 0xff && picture->jpeg[1] == 0xd8;
        if (!isJpeg)
            return failed("the picture is no JPEG");
        // The middle of the picture: its head is the same in many.
        const QString text = QString::fromStdString(taken->payload.value("pictureFile", ""));
        marks << text.mid(text.size() / 2, 40);
        const auto stopped = bench.run(protocol::command::kStopPreview, nlohmann::json::object(), 5s);
        return stopped && stopped->ok() ? passed() : failed("the preview does not stop: " + describe(stopped));
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeCameraProfile()
{
    return std::make_unique<CameraProfile>();
}

} // namespace banshi::drivers::conformance
