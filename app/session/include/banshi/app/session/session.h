// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/flow.h"
#include "banshi/base/timer.h"

#include <memory>
#include <optional>

namespace banshi::app::session
{

/// Time limits of a session (peers-and-ux.md §5.3).
struct SessionLimits
{
    std::chrono::seconds idle{120};      ///< without a touch before the question
    std::chrono::seconds idleAnswer{30}; ///< to answer it
    std::chrono::seconds donePage{30};   ///< the last page leaves by itself
};

/// Why a session ended.
enum class SessionEnd
{
    Completed,
    Abandoned,
    IdledOut,
};

/// The resident's session: none, then exactly one visit, then over. The process that holds it ends with it.
/// While money or paper moves the session neither asks nor ends; it finishes without the resident if need be.
/// Threads: the GUI thread.
class Session : public QObject
{
    Q_OBJECT

public:
    /// `surroundings` must outlive the session.
    Session(Surroundings& surroundings, SessionLimits limits);
    ~Session() override;

    /// Begins a visit; ignored when one is running.
    /// False, and nothing has begun, when the service's form cannot be opened.
    bool start(services::ServicePtr service, std::shared_ptr<const services::Catalogue> catalogue, Flow::Kind kind);
    /// The same for a visit that begins with the card; the service is chosen after it.
    bool startWithCard(Offers offers);
    void handle(const Event& event);
    /// Somebody touched the screen.
    void touched();

    /// The running visit's flow; null before it.
    [[nodiscard]] const Flow* flow() const { return m_flow.get(); }
    [[nodiscard]] const Visit& visit() const { return m_visit; }
    /// Seconds left to answer "are you still there?", nothing when it is not asked.
    [[nodiscard]] std::optional<int> idleQuestion() const;

Q_SIGNALS:
    void started();
    void changed();
    /// The visit is over and all waiting has ended; the process has to leave now.
    void ended(banshi::app::session::SessionEnd how);

private:
    void begin(std::unique_ptr<Flow> flow);
    void follow();
    void restartIdle();
    void idleFired();
    void tick();
    void finish(SessionEnd how);

    Surroundings& m_around;
    SessionLimits m_limits;
    Visit m_visit;
    std::unique_ptr<Flow> m_flow;
    base::Timer m_idle;
    base::Timer m_tick;
    std::optional<base::MonoTime> m_answerBy;
    bool m_over = false;
    bool m_atEnd = false; ///< the last page stands
};

} // namespace banshi::app::session
