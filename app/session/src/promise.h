// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

#include <string>

namespace banshi::app::session
{

/// One side effect with its promise in the durable file: kept before the act, closed after it.
class Promise
{
public:
    Promise(Surroundings& surroundings, ports::IntentKind kind) : m_around(surroundings), m_kind(kind) {}

    /// Writes the promise; `kept(false)` means that the act must not start.
    void open(const std::string& session, nlohmann::json data, ports::Journal::Kept kept);
    /// Adds what has become known (an order's or a job's number) before going on.
    void note(nlohmann::json data, ports::Journal::Kept kept);
    /// Closes it, then calls `kept`; a gateway that does not answer leaves it open in the file, and recovery asks at
    /// the next start.
    void close(ports::IntentOutcome outcome, nlohmann::json data = nlohmann::json::object(),
               ports::Journal::Kept kept = {});
    /// Lets go of it while it stays open in the file: another step closes it, or recovery.
    void leaveOpen() { m_open = false; }
    /// UUIDv7 of the promise, used as the act's Idempotency-Key; empty before open().
    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] bool isOpen() const { return m_open; }

private:
    Surroundings& m_around;
    ports::IntentKind m_kind;
    std::string m_id;
    bool m_open = false;
};

} // namespace banshi::app::session
