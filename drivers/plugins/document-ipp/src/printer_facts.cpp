// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/printer_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

using sdk::DeviceState;
using sdk::PaperState;
using sdk::TonerState;

constexpr int kStopped = 5;

template <std::size_t N>
bool isOneOf(const std::string& word, const std::array<std::string_view, N>& words)
{
    return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 4> kOpen{"cover-open", "door-open", "interlock-open", "output-tray-missing"};
constexpr std::array<std::string_view, 8> kAway{"connecting-to-device", "moving-to-paused", "paused",    "shutdown",
                                                "spool-area-full",      "stopping",         "timed-out", "hibernate"};
constexpr std::array<std::string_view, 3> kNoPaper{"input-tray-missing", "media-empty", "media-needed"};
constexpr std::array<std::string_view, 4> kNoToner{"marker-supply-empty", "marker-supply-missing", "toner-empty",
                                                   "toner-missing"};
constexpr std::array<std::string_view, 2> kLittleToner{"marker-supply-low", "toner-low"};
// Words that mean wear or a wish, not a standstill, whatever their suffix.
constexpr std::array<std::string_view, 6> kHarmless{"marker-waste-almost-full",
                                                    "marker-supply-almost-empty",
                                                    "output-area-almost-full",
                                                    "cleaner-life-almost-over",
                                                    "opc-near-eol",
                                                    "deleted"};

// A worse state replaces a better one; the enumerators of PaperState and TonerState stand in that order.
template <class State>
void worsen(State& state, State found)
{
    state = std::max(state, found);
}

DeviceState worseOf(DeviceState a, DeviceState b)
{
    const auto rank = [](DeviceState state) {
        return state == DeviceState::HardwareError ? 3
               : state == DeviceState::Offline     ? 2
               : state == DeviceState::UserError   ? 1
                                                   : 0;
    };
    return rank(b) > rank(a) ? b : a;
}

// What stops paper or toner counts whatever its suffix: printers call an empty tray a mere report while they are idle.
void apply(const Reason& reason, sdk::DocumentPrinterStatus& status)
{
    const auto device = [&status](DeviceState state) { status.common.device = worseOf(status.common.device, state); };
    if (reason.word == "media-jam")
    {
        worsen(status.paper, PaperState::Jammed);
        device(DeviceState::HardwareError);
    }
    else if (isOneOf(reason.word, kNoPaper))
        worsen(status.paper, PaperState::Out);
    else if (reason.word == "media-low")
        worsen(status.paper, PaperState::Low);
    else if (isOneOf(reason.word, kNoToner))
        worsen(status.toner, TonerState::Out);
    else if (isOneOf(reason.word, kLittleToner))
        worsen(status.toner, TonerState::Low);
    else if (reason.word == "output-area-full")
    {
        status.media = sdk::MediaState::Present;
        device(DeviceState::UserError);
    }
    else if (isOneOf(reason.word, kOpen))
        device(DeviceState::UserError);
    else if (isOneOf(reason.word, kAway))
        device(DeviceState::Offline);
    else if (reason.severity == Severity::Error && !isOneOf(reason.word, kHarmless))
        device(DeviceState::HardwareError);
}

} // namespace

Reason parseReason(const std::string& keyword)
{
    constexpr std::array<std::pair<std::string_view, Severity>, 3> kSuffixes{
        {{"-report", Severity::Report}, {"-warning", Severity::Warning}, {"-error", Severity::Error}}};
    for (const auto& [suffix, severity] : kSuffixes)
        if (keyword.size() > suffix.size() && keyword.ends_with(suffix))
            return {keyword.substr(0, keyword.size() - suffix.size()), severity};
    return {keyword, Severity::Error};
}

sdk::DocumentPrinterStatus statusOf(const PrinterFacts& facts, const std::vector<std::string>& ignored)
{
    sdk::DocumentPrinterStatus status;
    status.common.device = DeviceState::Online;
    status.paper = PaperState::Full;
    status.toner = TonerState::Full;
    status.supplies = facts.supplies;
    status.trays = facts.trays;
    for (const auto& keyword : facts.reasons)
    {
        if (keyword.empty() || keyword == "none" || std::ranges::find(ignored, keyword) != ignored.end())
            continue;
        status.common.reasons.push_back(keyword);
        apply(parseReason(keyword), status);
    }
    const bool explained = status.paper == PaperState::Out || status.toner == TonerState::Out;
    if (!facts.accepting || (facts.state == kStopped && !explained))
        status.common.device = worseOf(status.common.device, DeviceState::Offline);
    return status;
}

} // namespace banshi::drivers::plugins::document_ipp
