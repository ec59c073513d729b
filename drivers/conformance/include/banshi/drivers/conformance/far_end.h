// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::conformance
{

/// The acts that every class may need; a rig names those that it can do.
namespace act
{
inline constexpr const char* kReset = "reset";     ///< sound, idle, supplied
inline constexpr const char* kUnplug = "unplug";   ///< the line is gone …
inline constexpr const char* kPlug = "plug";       ///< … and there again
inline constexpr const char* kStall = "stall";     ///< from now on no answer within an operation, until reset
inline constexpr const char* kGarbage = "garbage"; ///< the next answers make no sense, until reset
/// A person does their part: a card is laid on the reader, a code held out, the payment made, a sensor touched …
inline constexpr const char* kOffer = "offer";
inline constexpr const char* kWithdraw = "withdraw"; ///< … and takes it away again
inline constexpr const char* kObstruct = "obstruct"; ///< a supply that the operation needs is gone: no paper
} // namespace act

/// What a rig can be asked.
namespace probe
{
inline constexpr const char* kCount = "count";     ///< operations that the device has really done
inline constexpr const char* kWorking = "working"; ///< not zero while the device is at work
inline constexpr const char* kQueued = "queued";   ///< not zero while it still has work, also when that waits
inline constexpr const char* kAsked = "asked";     ///< operations that it was asked for, also those not carried out
} // namespace probe

/// The device's own end: what happens to a driver's device while the proving ground looks at the driver.
/// Threads: one, with an event loop.
class FarEnd
{
public:
    virtual ~FarEnd() = default;

    /// For the report: `simulator idcard`.
    [[nodiscard]] virtual std::string description() const = 0;
    /// What a driver is given: `serial:PATH`.
    [[nodiscard]] virtual std::string connection() const = 0;
    /// The driver's options.
    [[nodiscard]] virtual nlohmann::json options() const = 0;
    [[nodiscard]] virtual bool can(const std::string& act) const = 0;
    /// An act that no far end of this kind can do: nobody makes a real device talk nonsense.
    [[nodiscard]] virtual bool isBeyond(const std::string&) const { return false; }
    /// What a command is given on top of its time-out when an act is done while it runs: a person needs to get up.
    [[nodiscard]] virtual std::chrono::milliseconds pace() const { return std::chrono::milliseconds(0); }
    /// Does one act. False when it is not known or did not work.
    virtual bool perform(const std::string& act) = 0;
    /// A probe's value as a number (true is 1); nothing when it cannot be asked.
    [[nodiscard]] virtual std::optional<double> ask(const std::string& probe) = 0;
    /// From now on a person counts how often `deed` happens (`slips have come out`). False when nobody is there to.
    virtual bool watch(const std::string&) { return false; }
    /// How often the person has seen it since watch(); nothing when they do not say.
    [[nodiscard]] virtual std::optional<int> witnessed() { return std::nullopt; }
    /// For the report: who says what paper and money really did, `simulator`, `person` or `nobody`.
    [[nodiscard]] virtual std::string countedBy() const { return "nobody"; }
    /// Texts that only this device knows and that must stand in no log: a card's number. The first is what `offer`
    /// shows.
    [[nodiscard]] virtual std::vector<std::string> marks() const { return {}; }
};

} // namespace banshi::drivers::conformance
