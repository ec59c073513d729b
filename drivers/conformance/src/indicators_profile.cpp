// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;
using sdk::FlashRate;

constexpr auto kLimit = 3000ms;
constexpr auto kSeen = 2000ms; // until a changed light or sensor is

std::vector<std::string> lightsOf(const Bench& bench)
{
    std::vector<std::string> names;
    const nlohmann::json lights = bench.proxy().capabilities().value("lights", nlohmann::json::object());
    for (const auto& [name, positions] : lights.items())
        names.push_back(name);
    return names;
}

// All lights of the device at one rate; null when it has none.
nlohmann::json allAt(const Bench& bench, FlashRate rate)
{
    std::map<std::string, FlashRate> wanted;
    for (const std::string& name : lightsOf(bench))
        wanted[name] = rate;
    return wanted.empty() ? nlohmann::json() : protocol::lightsToJson(wanted);
}

class IndicatorsProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Indicators; }
    [[nodiscard]] std::string statusMember() const override { return "lights"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer, act::kWithdraw}; }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kSetLight); }

    [[nodiscard]] bool learnsOfResidents() const override { return false; }

    [[nodiscard]] nlohmann::json payload(Bench& bench, const std::string&) const override
    {
        return allAt(bench, FlashRate::Continuous);
    }

    void rest(Bench& bench) const override
    {
        if (const nlohmann::json off = allAt(bench, FlashRate::Off); !off.is_null())
            (void)bench.run(protocol::command::kSetLight, off, kLimit);
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string set(protocol::command::kSetLight);
        return {{set, nlohmann::json::object()},
                {set, {{"noSuchLight", {{"default", {{"flashRate", "slow"}}}}}}},
                {set, {{"cardReader", {{"default", {{"flashRate", "now and then"}}}}}}}};
    }

    // Setting a light is over at once, so what is interrupted is a device with its lights on.
    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const Codes anyEnd{CompletionCode::Success, CompletionCode::Canceled};
        const Codes lost{CompletionCode::Success, CompletionCode::DeviceNotReady, CompletionCode::HardwareError};
        return {{"lights-on", {}, std::string(protocol::command::kSetLight), {}, {}, 500ms, anyEnd, anyEnd, lost}};
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList&) const override
    {
        if (Verdict verdict = sets(bench, end, FlashRate::Continuous, "continuous"); verdict.result != Result::Passed)
            return verdict;
        if (Verdict verdict = sets(bench, end, FlashRate::Off, "off"); verdict.result != Result::Passed)
            return verdict;
        const auto sensors = [&bench] { return bench.proxy().status().value("auxiliaries", nlohmann::json::object()); };
        const nlohmann::json before = sensors();
        if (!end.perform(act::kOffer) || !bench.waitUntil([&] { return sensors() != before; }, kSeen))
            return failed("a sensor that changes is not told: " + before.dump());
        if (!end.perform(act::kWithdraw) || !bench.waitUntil([&] { return sensors() == before; }, kSeen))
            return failed("a sensor that changes back is not told: " + sensors().dump());
        return passed();
    }

private:
    static Verdict sets(Bench& bench, FarEnd& end, FlashRate rate, const std::string& word)
    {
        const auto names = lightsOf(bench);
        const auto done = bench.run(protocol::command::kSetLight, allAt(bench, rate), kLimit);
        if (!done || !done->ok())
            return failed("lights are not set to " + word + ": " + describe(done));
        const auto isTold = [&] {
            const nlohmann::json lights = bench.proxy().status().value("lights", nlohmann::json::object());
            return std::ranges::all_of(names, [&](const std::string& name) {
                return lights.value(nlohmann::json::json_pointer("/" + name + "/default/flashRate"), "") == word;
            });
        };
        if (!bench.waitUntil(isTold, kSeen))
            return failed("the status does not tell that the lights are " + word);
        const double wanted = rate == FlashRate::Off ? 0 : static_cast<double>(names.size());
        const auto isSeen = [&] { return end.ask(probe::kWorking).value_or(wanted) == wanted; };
        return bench.waitUntil(isSeen, kSeen) ? passed()
                                              : failed("the lights are told to be " + word + ", but are not");
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeIndicatorsProfile()
{
    return std::make_unique<IndicatorsProfile>();
}

} // namespace banshi::drivers::conformance
