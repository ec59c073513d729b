// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/http.h"
#include "banshi/city/state_file.h"

#include <optional>
#include <string>

namespace banshi::city
{

/// One answer for each key of each device, kept for the life of the process: same key and content, the first answer
/// again (header `idempotency-replayed: true`); other content, 422; the first still running, 409.
/// Answers that are kept go to the state file first. Threads: the caller's lock.
class Idempotency
{
public:
    /// `state` must outlive the object.
    explicit Idempotency(StateFile& state) : m_state(state) {}

    /// Opens the request's key. Returns an answer when the request must not be worked on.
    [[nodiscard]] std::optional<Response> begin(const Request& request, const std::string& operationId);
    /// Ends it. Answers that are not to be kept free the key for a repeat.
    void end(const Request& request, const Response& response);
    /// The body of getOutcome for a key of that device; nothing when the key never came.
    [[nodiscard]] std::optional<nlohmann::json> outcome(const std::string& device, const std::string& key) const;
    /// Takes one line of an earlier process.
    void restore(const nlohmann::json& line);
    /// `{keys, replays, conflicts}`.
    [[nodiscard]] nlohmann::json dump() const;

private:
    struct Entry
    {
        std::string fingerprint; // method, path, SHA-256 of the body
        std::string operation;
        std::optional<Response> response;
    };

    StateFile& m_state;
    std::map<std::string, Entry> m_entries; // device + key
    int m_replays = 0;
    int m_conflicts = 0;
};

} // namespace banshi::city
