// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/verify_worker.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace banshi::face
{

/// One comparison that a caller has asked for.
struct VerifySession
{
    Image chipPhoto;
    VerifyPlan plan;
    VerifyCallbacks callbacks;
    base::MonoTime deadline;
    bool replaced = false; ///< a later one waits already
};

/// Where callers leave work for the worker: sessions, of which the newest is made and the others are only to be told
/// that they are not, and one slot for a frame. Leaving never waits for the worker; a newer frame takes the place of an
/// older one. Threads: any.
class Mailbox
{
public:
    enum class Wake
    {
        Frame,       ///< a frame was taken
        Deadline,    ///< the clock has passed the deadline
        Interrupted, ///< the session was cancelled or replaced, or the worker is to stop
    };

    /// False after close(): nobody will take it.
    bool putSession(VerifySession session);
    void putFrame(Image frame);
    void cancel();
    /// Wakes takeFrame(), because the clock has jumped.
    void nudge();

    /// Refuses all later sessions; returns those that were not taken.
    [[nodiscard]] std::deque<VerifySession> close();

    /// Waits for the oldest session; nothing when `stop` is requested.
    [[nodiscard]] std::optional<VerifySession> takeSession(std::stop_token stop);
    /// Waits for a frame until `deadline`.
    [[nodiscard]] Wake takeFrame(Image& frame, const base::Clock& clock, base::MonoTime deadline, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<VerifySession> m_sessions; // guarded by m_mutex; the newest last
    Image m_frame;                        // guarded by m_mutex
    bool m_active = false;                // guarded by m_mutex; frames are wanted
    bool m_closed = false;                // guarded by m_mutex
    bool m_cancelled = false;             // guarded by m_mutex
    unsigned m_nudges = 0;                // guarded by m_mutex
};

} // namespace banshi::face
