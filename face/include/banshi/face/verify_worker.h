// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/face/live_track.h"
#include "banshi/face/verifier.h"

#include <functional>
#include <thread>

namespace banshi::face
{

class Mailbox;
struct VerifySession;

/// How long and how often is looked.
struct VerifyPlan
{
    base::Nanoseconds timeout = std::chrono::seconds(20);
    /// Least time between two frames that are compared; with a proof of life, between those after it.
    base::Nanoseconds spacing = std::chrono::milliseconds(120);
    int frames = 5;                            ///< good frames that are fused; 2 or more with a proof of life
    int leastFrames = 3;                       ///< good frames that suffice when the time is up
    std::optional<double> far = {};            ///< strangers let in at most; nothing: `accept` holds
    std::optional<LivenessPlan> liveness = {}; ///< the proof of life that is asked for beside; nothing: none
    std::uint64_t livenessSeed = 0;            ///< of its challenges; 0: the system's random source
};

/// What the camera shows right now.
struct VerifyProgress
{
    std::optional<Code> advice; ///< what the person should do; nothing: good
    int good = 0;               ///< frames compared so far
    int wanted = 0;
    std::optional<Box> box;             ///< the face in the frame
    std::optional<Challenge> challenge; ///< the movement that is asked for now; comes before `advice`
};

/// Called on the worker's thread, also for a session that another one has replaced; they must not block and may call
/// begin(), submit() and cancel().
struct VerifyCallbacks
{
    std::function<void(const VerifyProgress&)> progress; ///< once a frame
    std::function<void(const Verdict&)> verdict;         ///< exactly once for each begin()
};

/// Makes the comparison on a thread of its own while the preview runs on: takes frames as they come, leaves out those
/// that it has no time for, follows the face, gates, collects good frames and decides. Everything personal is cleared
/// when a session ends. Threads: all methods may be called from any thread and never wait for the worker, the
/// destructor apart, which ends the session (verdict: Cancelled) and joins.
class VerifyWorker
{
public:
    /// Told on the worker's thread what `make` built; null and for developers why when it threw.
    using Built = std::function<void(const Verifier*, const std::string& failure)>;

    /// `make` builds the verifier on the worker's thread (below 0.1 s): at once when somebody wants to be told
    /// (`built`), else for the first session. `clock` must outlive this.
    VerifyWorker(std::function<std::unique_ptr<Verifier>()> make, const base::Clock& clock, Built built = {});
    ~VerifyWorker();
    VerifyWorker(const VerifyWorker&) = delete;
    VerifyWorker& operator=(const VerifyWorker&) = delete;

    /// Begins a comparison with `chipPhoto`; a running one ends first (verdict: Cancelled). The time-out counts from
    /// now.
    void begin(Image chipPhoto, const VerifyPlan& plan, VerifyCallbacks callbacks);
    /// Leaves a frame; it takes the place of one that was not yet looked at. Ignored without a session.
    void submit(Image frame);
    /// Ends the running comparison (verdict: Cancelled).
    void cancel();

private:
    void run(const std::stop_token& stop);
    void build();
    void forget();
    [[nodiscard]] Verdict compare(const VerifySession& session, const std::stop_token& stop);

    std::function<std::unique_ptr<Verifier>()> m_make;
    const base::Clock& m_clock;
    Built m_built;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<void> m_jumps;
    std::unique_ptr<Verifier> m_verifier; // the worker's own
    std::jthread m_thread;
};

} // namespace banshi::face
