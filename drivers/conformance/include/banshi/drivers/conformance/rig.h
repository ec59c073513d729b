// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::conformance
{

/// Why the proving ground cannot be set up.
enum class GroundCode
{
    BadRig,      ///< no such rig, or `detail` names the member that is wrong
    NoSimulator, ///< it does not start, does not say `ready`, or its remote control does not answer
    BadPlugin,
    BadUse, ///< of the command line
};
using GroundError = base::KitError<GroundCode>;

/// A question to the simulator: what to send, and where in the answer the value stands.
struct Probe
{
    nlohmann::json request;
    std::string at; ///< JSON pointer
};

/// How a simulator is started and told what to do: a JSON file, so that a vendor brings a rig without touching the
/// proving ground. Texts may hold `{folder}` (private, empty), `{rig}` (where the file stands), `{port}` (what the
/// simulator wrote into `portFile`) and `{relay}` (the port of a relay before it). Threads: plain value.
struct Rig
{
    std::string description;
    std::string deviceClass;
    std::vector<std::string> program; ///< and its arguments; prints `ready`
    std::string control;              ///< its Unix socket: one JSON object a line in, one out
    std::string portFile;             ///< empty for none
    bool relay = false;               ///< put a relay before `{port}`
    std::string connection;
    nlohmann::json options = nlohmann::json::object();
    /// Requests of each act. A text instead of an object is for the relay: `pass`, `cut`, `hold`, `garble`.
    std::map<std::string, std::vector<nlohmann::json>> acts;
    std::map<std::string, Probe> probes;
    std::vector<std::string> marks; ///< FarEnd::marks()
};

/// Reads a rig. Errors: BadRig. Threads: any.
[[nodiscard]] base::Result<Rig, GroundError> loadRig(const std::string& file);

} // namespace banshi::drivers::conformance
