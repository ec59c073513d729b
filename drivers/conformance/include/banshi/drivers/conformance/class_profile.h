// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/bench.h"
#include "banshi/drivers/conformance/far_end.h"
#include "banshi/drivers/conformance/verdict.h"
#include "banshi/drivers/protocol/commands.h"

#include <memory>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace banshi::drivers::conformance
{

using Codes = std::set<protocol::CompletionCode>;

/// A state of the device in which the proving ground interrupts the driver.
struct Situation
{
    std::string name;                ///< part of the check's id
    std::vector<std::string> before; ///< acts before the command is sent
    std::string command;             ///< the command that is interrupted
    std::vector<std::string> after;  ///< acts once it runs
    std::string reached;             ///< event by which the state is known; `working` for that probe, else a moment
    std::chrono::milliseconds limit; ///< its time-out in the time-out check
    Codes onCancel;                  ///< honest ends of it
    Codes onTimeOut;                 ///< honest ends of it
    Codes onLoss;                    ///< honest ends of it when the device is unplugged
    std::vector<std::string> preparation = {}; ///< acts that ClassProfile::prepare() asks for

    /// All acts that it takes.
    [[nodiscard]] std::vector<std::string> acts() const;
};

/// What a driver says that its device has done; held against what the far end counts.
enum class Claim
{
    None,
    Done,
    Undone, ///< certainly nothing
};

/// What the proving ground knows of one device class. Threads: as Bench.
class ClassProfile
{
public:
    virtual ~ClassProfile() = default;

    [[nodiscard]] virtual protocol::DeviceClass deviceClass() const = 0;
    [[nodiscard]] virtual std::vector<Situation> situations() const = 0;
    /// The payload of a command of a situation; may run commands of its own. Null when these fail.
    [[nodiscard]] virtual nlohmann::json payload(Bench& bench, const std::string& command) const = 0;
    /// Brings the device by commands into the state in which a situation begins, before its acts; the payload of its
    /// command. Default: nothing to be done. Errors: what went wrong.
    [[nodiscard]] virtual tl::expected<nlohmann::json, std::string> prepare(Bench& bench, FarEnd& end,
                                                                            const Situation& situation) const;
    /// Acts that one whole operation needs.
    [[nodiscard]] virtual std::vector<std::string> operationActs() const { return {}; }
    /// One whole operation from the sound, idle device and back; `marks` gets texts that must not appear anywhere else.
    virtual Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const = 0;
    /// What a person counts when such a command has run, e.g. `slips have come out`; empty for classes that give
    /// nothing.
    [[nodiscard]] virtual std::string deed() const { return {}; }
    /// What a completion of a command that moves paper or money says of what the device has done.
    [[nodiscard]] virtual Claim claimOf(const client::Completion& done) const;
    /// Brings a sound device to rest by commands, as an application does between two residents.
    virtual void rest(Bench&) const {}
    /// A command that is cheap for the device, sent and cancelled over and over, and the act before that.
    [[nodiscard]] virtual std::string cheapCommand() const = 0;
    [[nodiscard]] virtual std::string actBeforeCycles() const { return {}; }
    /// The command that gets what a recording of the device holds; empty for classes in which the driver is given
    /// something: other slips are printed, other payments made than were recorded.
    [[nodiscard]] virtual std::string recordedCommand() const { return {}; }
    /// Requests that cannot be right, with the command that gets them.
    [[nodiscard]] virtual std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const = 0;
    /// False for devices that have nothing to give away.
    [[nodiscard]] virtual bool learnsOfResidents() const { return true; }
    /// How long an operation may take to stop (the class's own contract).
    [[nodiscard]] virtual std::chrono::milliseconds stopGrace() const { return std::chrono::seconds(1); }
    /// The member of a status that belongs to the class.
    [[nodiscard]] virtual std::string statusMember() const = 0;
};

/// The profile of a class; null when the proving ground does not know it yet. Threads: any.
[[nodiscard]] std::unique_ptr<ClassProfile> profileOf(protocol::DeviceClass deviceClass);

} // namespace banshi::drivers::conformance
