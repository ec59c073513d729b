// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLimit = 8s;
constexpr auto kAnnounced = 3s; // until the sensor waits for a finger
constexpr int kSame = 50;       // per cent; what the same finger reaches at least, and another one does not
constexpr int kMarkLength = 40; // characters from the middle of a template
constexpr const char* kAtTemplate = "sensor-falls-silent-at-a-template";
constexpr const char* kAtComparison = "sensor-falls-silent-at-a-comparison";

class BiometricProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::BiometricReader; }
    [[nodiscard]] std::string statusMember() const override { return "biometric"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer, act::kWithdraw}; }
    [[nodiscard]] std::string recordedCommand() const override
    {
        return std::string(protocol::command::kReadBiometric);
    }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kReadBiometric); }
    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override { return nlohmann::json::object(); }

    void rest(Bench& bench) const override
    {
        (void)bench.run(protocol::command::kClearBiometric, nlohmann::json::object(), kLimit);
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string import(protocol::command::kImportBiometric);
        const nlohmann::json foreign{{"type", {{"format", "noSuchFormat"}}}, {"data", "AAAA"}};
        return {{import, nlohmann::json::object()},
                {import, {{"templates", nlohmann::json::array()}}},
                {import, {{"templates", {{{"data", "***"}}}}}},
                {import, {{"templates", nlohmann::json::array({foreign})}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string present(protocol::event::kPresentSubject);
        const std::string read(protocol::command::kReadBiometric);
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        const Codes cancelled{CompletionCode::Canceled};
        const Codes late{CompletionCode::TimeOut, CompletionCode::CommandErrorCode};
        Codes silent = lost;
        silent.insert(late.begin(), late.end());
        Codes silentCancelled = lost;
        silentCancelled.insert(CompletionCode::Canceled);
        // Templates may be kept and compared in the driver: then the sensor's silence changes nothing.
        Codes atOnce = silent;
        atOnce.insert({CompletionCode::Canceled, CompletionCode::Success});
        const std::string import(protocol::command::kImportBiometric);
        const std::string match(protocol::command::kMatchBiometric);
        const std::vector<std::string> finger{act::kOffer, act::kWithdraw};
        return {
            {"waiting-for-a-finger", {act::kWithdraw}, read, {}, present, 500ms, cancelled, late, lost},
            {"sensor-falls-silent",
             {act::kWithdraw},
             read,
             {act::kStall},
             present,
             700ms,
             silentCancelled,
             silent,
             lost},
            {kAtTemplate, {act::kStall}, import, {}, {}, 700ms, atOnce, atOnce, atOnce, finger},
            {kAtComparison, {act::kStall}, match, {}, {}, 700ms, atOnce, atOnce, atOnce, finger},
        };
    }

    [[nodiscard]] tl::expected<nlohmann::json, std::string> prepare(Bench& bench, FarEnd& end,
                                                                    const Situation& situation) const override
    {
        if (situation.preparation.empty())
            return ClassProfile::prepare(bench, end, situation);
        QStringList marks;
        const auto captured = capture(bench, end, marks);
        if (!captured)
            return tl::unexpected(captured.error());
        auto import = protocol::biometricImportToJson(*captured);
        if (situation.name == kAtTemplate)
            return import;
        const auto imported = bench.run(protocol::command::kImportBiometric, std::move(import), kLimit);
        if (!imported || !imported->ok())
            return tl::unexpected("its own template is not taken back: " + describe(imported));
        return nlohmann::json::object();
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        const auto first = capture(bench, end, marks);
        if (!first)
            return failed(first.error());
        const auto imported =
            bench.run(protocol::command::kImportBiometric, protocol::biometricImportToJson(*first), kLimit);
        if (!imported || !imported->ok())
            return failed("its own template is not taken back: " + describe(imported));
        const auto second = capture(bench, end, marks);
        if (!second)
            return failed(second.error());
        const auto matched = bench.run(protocol::command::kMatchBiometric, nlohmann::json::object(), kLimit);
        const auto percent = matched && matched->ok()
                                 ? protocol::confidenceFromJson(matched->payload)
                                 : protocol::Parsed<int>(base::fail(protocol::ProtocolCode::BadPayload, {}));
        if (!percent || *percent < kSame)
            return failed("the same finger is not the same: " + describe(matched));
        const auto cleared = bench.run(protocol::command::kClearBiometric, nlohmann::json::object(), kLimit);
        if (!cleared || !cleared->ok())
            return failed("the sensor does not forget: " + describe(cleared));
        const auto after = bench.run(protocol::command::kMatchBiometric, nlohmann::json::object(), kLimit);
        if (!after || after->ok())
            return failed("what was cleared can still be compared");
        return passed();
    }

private:
    // One finger laid on the sensor and lifted again.
    static tl::expected<sdk::BiometricTemplate, std::string> capture(Bench& bench, FarEnd& end, QStringList& marks)
    {
        bench.clearEvents();
        const SentPtr read =
            bench.send(protocol::command::kReadBiometric, nlohmann::json::object(), kLimit + end.pace());
        const QString present = QString::fromUtf8(protocol::event::kPresentSubject.data());
        if (!bench.waitUntil([&] { return bench.events(present) > 0 || read->completion; }, kAnnounced) ||
            read->completion)
            return tl::unexpected("Read does not announce PresentSubject: " + describe(read->completion));
        if (!end.perform(act::kOffer))
            return tl::unexpected<std::string>("the far end cannot lay a finger on the sensor");
        (void)bench.finish(read, kLimit + kAnnounced + end.pace());
        if (!read->completion || !read->completion->ok())
            return tl::unexpected("a finger on the sensor is not captured: " + describe(read->completion));
        if (!end.perform(act::kWithdraw))
            return tl::unexpected<std::string>("the far end cannot lift the finger");
        auto captured = protocol::biometricReadFromJson(read->completion->payload);
        if (!captured)
            return tl::unexpected<std::string>("what was captured is no template");
        const QString text =
            QString::fromStdString(read->completion->payload.value("/dataRead/0/data"_json_pointer, std::string()));
        marks << text.mid(text.size() / 2, kMarkLength);
        return std::move(*captured);
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeBiometricProfile()
{
    return std::make_unique<BiometricProfile>();
}

} // namespace banshi::drivers::conformance
