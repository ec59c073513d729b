// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/verify_worker.h"

#include <condition_variable>
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
};

/// Where callers leave work for the worker: one slot for a session, one for a frame. Leaving never waits for the
/// worker; a newer frame takes the place of an older one. Threads: any.
class Mailbox
{
public:
    enum class Wake
    {
        Frame,       ///< a frame was taken
        Deadline,    ///< the clock has passed the deadline
        Interrupted, ///< the session was cancelled or replaced, or the worker is to stop
    };

    void putSession(VerifySession session);
    void putFrame(Image frame);
    void cancel();
    /// Wakes takeFrame(), because the clock has jumped.
    void nudge();

    /// Ends a session that nobody will take any more (verdict: Cancelled) and refuses all later ones.
    void close();

    /// Waits for a session; nothing when `stop` is requested.
    [[nodiscard]] std::optional<VerifySession> takeSession(std::stop_token stop);
    /// Waits for a frame until `deadline`.
    [[nodiscard]] Wake takeFrame(Image& frame, const base::Clock& clock, base::MonoTime deadline, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<VerifySession> m_session; // guarded by m_mutex
    Image m_frame;                          // guarded by m_mutex
    bool m_active = false;                  // guarded by m_mutex; frames are wanted
    bool m_closed = false;                  // guarded by m_mutex
    bool m_cancelled = false;               // guarded by m_mutex
    unsigned m_nudges = 0;                  // guarded by m_mutex
};

} // namespace banshi::face
