// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/http.h"

#include <optional>
#include <string>

namespace banshi::city
{

/// One answer for each key of each device, kept for the life of the process: same key and content, the first answer
/// again (header `idempotency-replayed: true`); other content, 422; the first still running, 409.
/// Threads: the caller's lock.
class Idempotency
{
public:
    /// Opens the request's key. Returns an answer when the request must not be worked on.
    [[nodiscard]] std::optional<Response> begin(const Request& request);
    /// Ends it. Answers that are not to be kept free the key for a repeat.
    void end(const Request& request, const Response& response);
    /// `{keys, replays, conflicts}`.
    [[nodiscard]] nlohmann::json dump() const;

private:
    struct Entry
    {
        std::string fingerprint; // method, path, SHA-256 of the body
        std::optional<Response> response;
    };

    std::map<std::string, Entry> m_entries; // device + key
    int m_replays = 0;
    int m_conflicts = 0;
};

} // namespace banshi::city
