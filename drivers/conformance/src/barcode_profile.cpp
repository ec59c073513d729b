// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/barcode_payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLit = 2000ms;     // until the scanner's light is on
constexpr auto kLeftover = 200ms; // in which a code that nobody asked for would come out
constexpr int kShortestMark = 6;  // characters; shorter ones stand in any log by chance
constexpr const char* kState = "/barcodeReader/scanner";

bool isLight(const Bench& bench, const char* word)
{
    return bench.proxy().status().value(nlohmann::json::json_pointer(kState), std::string()) == word;
}

class BarcodeProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::BarcodeReader; }
    [[nodiscard]] std::string statusMember() const override { return "barcodeReader"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer}; }
    [[nodiscard]] std::string recordedCommand() const override { return std::string(protocol::command::kReadBarcode); }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kReadBarcode); }

    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override
    {
        return protocol::symbologiesToJson({});
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string read(protocol::command::kReadBarcode);
        return {{read, {{"symbologies", "qrCode"}}},
                {read, {{"symbologies", {{"qrCode", 1}}}}},
                {read, {{"symbologies", {{"noSuchSymbology", true}}}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string read(protocol::command::kReadBarcode);
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        const auto orDamaged = [](Codes codes) {
            codes.insert(CompletionCode::CommandErrorCode);
            return codes;
        };
        return {
            {"waiting-for-a-code",
             {},
             read,
             {},
             {},
             500ms,
             {CompletionCode::Canceled},
             {CompletionCode::TimeOut},
             lost},
            {"in-the-middle-of-a-code",
             {},
             read,
             {act::kStall},
             {},
             500ms,
             orDamaged({CompletionCode::Canceled}),
             orDamaged({CompletionCode::TimeOut}),
             orDamaged(lost)},
        };
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        const SentPtr read =
            bench.send(protocol::command::kReadBarcode, protocol::symbologiesToJson({}), 8s + end.pace());
        const auto isLooking = [&] {
            return read->completion || (isLight(bench, "on") && end.ask(probe::kWorking).value_or(1) != 0);
        };
        if (!bench.waitUntil(isLooking, kLit) || read->completion)
            return failed("Read does not switch the scanner on: " + describe(read->completion));
        if (!end.perform(act::kOffer))
            return failed("the far end cannot hold a code out");
        (void)bench.finish(read, 12s + end.pace());
        if (!read->completion || !read->completion->ok())
            return failed("a code that is held out is not read: " + describe(read->completion));
        const auto code = protocol::barcodeFromJson(read->completion->payload);
        if (!code || code->data.empty())
            return failed("what was read is no code");
        const std::string text(code->data.begin(), code->data.end());
        if (const auto shown = end.marks(); !shown.empty() && shown.front() != text)
            return failed("what was read is not what was held out; it has " + std::to_string(text.size()) + " bytes");
        if (const QString mark = QString::fromStdString(text); mark.size() >= kShortestMark)
            marks << mark;
        if (!bench.waitUntil([&] { return isLight(bench, "off"); }, kLit))
            return failed("the scanner's light is not out after Read");
        return leavesNothing(bench, end);
    }

private:
    // A code that is held out while nobody reads belongs to somebody else than the next one who reads.
    static Verdict leavesNothing(Bench& bench, FarEnd& end)
    {
        if (!end.perform(act::kOffer))
            return failed("the far end cannot hold a code out");
        const auto late = bench.run(protocol::command::kReadBarcode, protocol::symbologiesToJson({}), kLeftover);
        if (late && late->ok())
            return failed("a code that was held out before Read comes out of it");
        return passed();
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeBarcodeProfile()
{
    return std::make_unique<BarcodeProfile>();
}

} // namespace banshi::drivers::conformance
