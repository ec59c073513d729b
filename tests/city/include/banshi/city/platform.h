// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/faults.h"
#include "banshi/city/http.h"
#include "banshi/queue/contract/contract.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace banshi::city
{

/// How far a request has come: either it has its answer, or it waits for `delay` and is then to be finished.
struct Admission
{
    std::optional<Response> answer;
    base::Nanoseconds delay{};
    std::optional<queue::contract::Match> match;
    std::optional<FaultOrder> fault;
    nlohmann::json body;
};

/// What goes back over the wire; `drop` closes the connection without an answer.
struct Outcome
{
    Response response;
    bool drop = false;
};

/// The stand-in of the city's central platform: every operation of the contract on state in memory, with faults on
/// demand. It knows nothing of sockets. Threads: all methods from any thread.
class Platform
{
public:
    /// `clock` must outlive the platform. `refuseDemonstration`: as a production platform does. Keys and sealed records
    /// are kept in `stateFile` over a restart, when there is one.
    Platform(const base::Clock& clock, CityKeys keys, bool refuseDemonstration, const std::string& stateFile = {});
    ~Platform();
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    /// First half of a request: contract, idempotency key, faults that come before the work.
    [[nodiscard]] Admission admit(const Request& request);
    /// Second half: the work itself.
    [[nodiscard]] Outcome finish(const Request& request, const Admission& admission);
    /// Both halves without the delay between them.
    [[nodiscard]] Outcome handle(const Request& request);

    /// One command of the control socket (see README.md); `network` is the server's business and answered there.
    nlohmann::json command(const nlohmann::json& command);
    /// Everything the platform holds; persons only masked and as keyed hashes.
    [[nodiscard]] nlohmann::json dump();

private:
    struct State;

    [[nodiscard]] Response work(const Request& request, const Admission& admission);
    [[nodiscard]] nlohmann::json dumpLocked();

    std::mutex m_mutex;
    std::unique_ptr<State> m_state; // guarded by m_mutex
};

} // namespace banshi::city
