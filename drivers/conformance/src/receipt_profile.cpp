// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/tally.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

// A test person of region 440399.
constexpr const char* kName = "欧阳试验某";
constexpr const char* kNumber = "440399199001010018";

nlohmann::json slip()
{
    return nlohmann::json::parse(R"({"slipId": "proof-1", "lines": [
        {"kind": "text", "text": "测试小票", "size": 2, "align": "center", "bold": true}, {"kind": "rule"},
        {"kind": "pair", "left": "姓名", "right": ")" +
                                 std::string(kName) + R"(", "bold": false},
        {"kind": "pair", "left": "证号", "right": ")" +
                                 kNumber + R"(", "bold": false},
        {"kind": "text", "text": "one two three", "size": 1, "align": "left", "bold": false},
        {"kind": "feed", "lines": 1}, {"kind": "qr", "data": "https://banshi.example/s/1"}]})");
}

class ReceiptProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::ReceiptPrinter; }
    [[nodiscard]] std::string statusMember() const override { return "printer"; }
    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override { return slip(); }
    [[nodiscard]] std::string deed() const override { return "slips have come out, whole or in part"; }
    // Without paper a slip is refused before its first byte.
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kPrintSlip); }
    [[nodiscard]] std::string actBeforeCycles() const override { return act::kObstruct; }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string print(protocol::command::kPrintSlip);
        return {{print, {{"slipId", "x"}, {"lines", nlohmann::json::array()}}},
                {print, {{"slipId", "x"}, {"lines", {{{"kind", "no such kind"}}}}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string print(protocol::command::kPrintSlip);
        const Codes any{CompletionCode::Success, CompletionCode::OutcomeUnknown, CompletionCode::Canceled,
                        CompletionCode::TimeOut};
        const Codes unproven{CompletionCode::OutcomeUnknown};
        const Codes refused{CompletionCode::CommandErrorCode, CompletionCode::Canceled, CompletionCode::TimeOut,
                            CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        return {
            {"printing", {}, print, {}, probe::kWorking, 150ms, any, any, unproven},
            {"printer-falls-silent", {act::kStall}, print, {}, probe::kWorking, 1500ms, unproven, unproven, unproven},
            {"no-paper", {act::kObstruct}, print, {}, {}, 2000ms, refused, refused, refused},
        };
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        marks << QString::fromUtf8(kName) << QString::fromLatin1(kNumber);
        Tally tally(end, deed());
        const auto done = bench.run(protocol::command::kPrintSlip, slip(), 15s);
        if (!done || !done->ok())
            return failed("a slip is not printed: " + describe(done));
        if (done->payload.value("proof", "") != "printed")
            return failed("a slip's success has no proof");
        return tally.isExactly(1, "one slip is printed");
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeReceiptProfile()
{
    return std::make_unique<ReceiptProfile>();
}

} // namespace banshi::drivers::conformance
