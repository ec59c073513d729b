// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kListening = 2000ms; // until the keypad is
constexpr auto kLeftover = 200ms;   // in which a key that nobody asked for would come out
constexpr int kKeys = 3;            // of an entry that is interrupted
constexpr const char* kState = "/keyboard/dataEntry";

nlohmann::json entryOf(int keys)
{
    return {{"maxLen", keys}};
}

class KeypadProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Keypad; }
    [[nodiscard]] std::string statusMember() const override { return "keyboard"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer}; }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kDataEntry); }
    [[nodiscard]] nlohmann::json payload(Bench&, const std::string&) const override { return entryOf(kKeys); }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string entry(protocol::command::kDataEntry);
        return {{entry, {{"maxLen", -1}}}, {entry, {{"maxLen", "many"}}}, {entry, {{"maxLen", 1e9}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string entry(protocol::command::kDataEntry);
        const Codes lost{CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        const Codes cancelled{CompletionCode::Canceled};
        const Codes late{CompletionCode::TimeOut};
        return {
            {"waiting-for-a-key", {}, entry, {}, {}, 500ms, cancelled, late, lost},
            {"in-the-middle-of-an-entry", {}, entry, {act::kOffer}, {}, 500ms, cancelled, late, lost},
        };
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        for (const std::string& mark : end.marks())
            marks << QString::fromStdString(mark);
        bench.clearEvents();
        const SentPtr entry = bench.send(protocol::command::kDataEntry, entryOf(1), 8s + end.pace());
        const auto isListening = [&] {
            return entry->completion ||
                   bench.proxy().status().value(nlohmann::json::json_pointer(kState), std::string()) == "running";
        };
        if (!bench.waitUntil(isListening, kListening) || entry->completion)
            return failed("DataEntry does not say that it listens: " + describe(entry->completion));
        if (!end.perform(act::kOffer))
            return failed("the far end cannot press a key");
        (void)bench.finish(entry, 12s + end.pace());
        if (!entry->completion || !entry->completion->ok())
            return failed("a key that is pressed is not told: " + describe(entry->completion));
        const auto keys = protocol::keysFromJson(entry->completion->payload);
        if (!keys || keys->size() != 1)
            return failed("an entry of one key has " + std::to_string(keys ? keys->size() : 0));
        if (const auto shown = end.marks(); !shown.empty() && shown.front() != keys->front())
            return failed("another key is told than was pressed");
        if (bench.events(QString::fromUtf8(protocol::event::kKeyPressed.data())) != 1)
            return failed("a key is not told by an event while it is pressed");
        return leavesNothing(bench, end);
    }

private:
    // A key that is pressed while nobody listens is not meant for the next one who does.
    static Verdict leavesNothing(Bench& bench, FarEnd& end)
    {
        if (!end.perform(act::kOffer))
            return failed("the far end cannot press a key");
        const auto late = bench.run(protocol::command::kDataEntry, entryOf(1), kLeftover);
        return late && late->ok() ? failed("a key that was pressed before DataEntry comes out of it") : passed();
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeKeypadProfile()
{
    return std::make_unique<KeypadProfile>();
}

} // namespace banshi::drivers::conformance
