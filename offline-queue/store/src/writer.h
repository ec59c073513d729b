// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <type_traits>
#include <variant>

namespace banshi::queue::store
{

/// What a piece of work returns when it has nothing to say.
using Done = std::monostate;

/// The one thread that owns the one connection. Work that waits together is committed together (group commit); when a
/// piece fails, they are run again, each in its own savepoint; callers return when the commit is on disk. A connection
/// that met damage or an I/O error is dropped and the file is opened, checked and, where needed, salvaged before the
/// next piece; what met damage is run again after that, once, so work must not mind being run twice. Threads: write()
/// and read() from any thread; the work runs in the writer thread and may throw SqlFault; any other exception counts as
/// an I/O error.
class Writer
{
public:
    /// What the writer calls in its thread. Each may throw SqlFault.
    struct Hooks
    {
        /// Opens the file; told whether damage was met since it was last opened.
        /// Called at once, then whenever the connection was lost.
        std::function<std::unique_ptr<Connection>(bool isKnownDamaged)> open;
        /// The disk is full: gives room up for what drains the queue. False when
        /// there is none to give.
        std::function<bool()> makeRoom;
        /// Does a small piece of what can wait, while nothing else does. False when
        /// nothing is left.
        std::function<bool(Connection&)> idle;
    };

    explicit Writer(Hooks hooks);
    /// Finishes what waits, moves the WAL into the file and ends.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Runs `work(Connection&)` in a transaction; returns after the commit. The caller does `meanwhile` while it waits.
    template <class Work>
    auto write(Work work, const std::function<void()>& meanwhile = {})
    {
        return submitFor(Kind::Write, std::move(work), meanwhile);
    }
    /// The same for what makes room or keeps a promise: on a full disk the ballast is given up for it.
    template <class Work>
    auto drain(Work work)
    {
        return submitFor(Kind::Drain, std::move(work));
    }
    /// Runs `work(Connection&)` between commits.
    template <class Work>
    auto read(Work work)
    {
        return submitFor(Kind::Read, std::move(work));
    }

    /// Whether the kernel lets the thread run as SCHED_FIFO.
    [[nodiscard]] bool isRealtime() const { return m_isRealtime; }
    /// Whether the last commit or opening failed.
    [[nodiscard]] bool isFailing() const { return m_isFailing; }

private:
    enum class Kind
    {
        Read,
        Write,
        Drain,
    };
    struct Job
    {
        std::function<void(Connection&)> work;
        Kind kind = Kind::Read;
        std::optional<StoreError> error;
        std::binary_semaphore finished{0};
    };

    template <class Work>
    auto submitFor(Kind kind, Work work, const std::function<void()>& meanwhile = {})
        -> StoreResult<std::invoke_result_t<Work, Connection&>>
    {
        std::optional<std::invoke_result_t<Work, Connection&>> value;
        Job job;
        job.kind = kind;
        job.work = [&](Connection& database) { value.emplace(work(database)); };
        submit(job, meanwhile);
        if (job.error)
            return tl::unexpected(*job.error);
        return std::move(*value);
    }
    void submit(Job& job, const std::function<void()>& meanwhile);
    void run();
    void serve(std::vector<Job*> jobs);
    std::vector<Job*> attempt(const std::vector<Job*>& jobs);
    enum class Committed
    {
        All,
        OneFailed, ///< nothing is committed: they must be run apart
        GaveUp,    ///< SQLite gave the transaction up in one piece
        None,      ///< each job has the error
    };
    void commit(const std::vector<Job*>& jobs);
    Committed transact(const std::vector<Job*>& jobs, bool isEachApart);
    void rollBack();
    void drainAgain(const std::vector<Job*>& jobs);
    bool runInSavepoint(Job& job);
    void readOne(Job& job);
    void idle();
    static void finish(const std::vector<Job*>& jobs);
    bool ensureOpen();
    bool tryOpen();
    void noteFault(const StoreError& error);
    void checkpointWhenIdle();

    const Hooks m_hooks;
    std::unique_ptr<Connection> m_database; // the writer thread's
    std::optional<StoreError> m_openError;  // the writer thread's
    bool m_isDoubtful = false;              // the writer thread's: drop the connection after this group
    bool m_isDamaged = false;               // the writer thread's: damage was met
    bool m_hasIdleWork = false;             // the writer thread's
    int m_commits = 0;                      // the writer thread's: since the last checkpoint
    std::atomic<bool> m_isRealtime = false;
    std::atomic<bool> m_isFailing = false;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Job*> m_waiting;  // guarded by m_mutex
    bool m_isAskedToStop = false; // guarded by m_mutex
    bool m_isStopping = false;    // guarded by m_mutex
    std::jthread m_thread;
};

} // namespace banshi::queue::store
