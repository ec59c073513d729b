// SPDX-License-Identifier: GPL-3.0-or-later
#include "writer.h"

#include "banshi/base/urgency.h"
#include "files.h"

#include <algorithm>
#include <iterator>

namespace banshi::queue::store
{

namespace
{

/// What the exception under way is to callers. Not only SQLite fails: folders and memory do, too, and none of it may
/// end the thread.
StoreError errorUnderWay()
{
    try
    {
        throw;
    }
    catch (const SqlFault& fault)
    {
        return fault.error;
    }
    catch (const std::filesystem::filesystem_error& fault)
    {
        return errnoError(fault.code().value(), "a folder cannot be used");
    }
    catch (const std::exception&)
    {
        return {StoreCode::Io, "a piece of work failed in a way that nobody expected", base::Retry::Later};
    }
}

bool losesConnection(StoreCode code)
{
    return code == StoreCode::Io || code == StoreCode::Damaged || code == StoreCode::ReadOnly;
}

} // namespace

Writer::Writer(Hooks hooks) : m_hooks(std::move(hooks)), m_thread([this] { run(); }) {}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAskedToStop = true;
    }
    m_arrived.notify_one();
    m_thread.join();
}

void Writer::submit(Job& job, const std::function<void()>& meanwhile)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping)
        {
            job.error = StoreError{StoreCode::Stopping, "the store is being closed", base::Retry::Later};
            return;
        }
        m_waiting.push_back(&job);
    }
    m_arrived.notify_one(); // not under the lock: a writer of real-time priority would wake up only to wait for it
    if (meanwhile)
        meanwhile();
    job.finished.acquire();
}

void Writer::run()
{
    m_isRealtime = base::setUrgency(base::Urgency::Commit);
    ensureOpen();
    for (;;)
    {
        std::vector<Job*> jobs;
        bool isLast = false;
        {
            std::unique_lock lock(m_mutex);
            if (!m_hasIdleWork)
                m_arrived.wait(lock, [this] { return m_isAskedToStop || !m_waiting.empty(); });
            jobs.swap(m_waiting);
            isLast = m_isStopping = jobs.empty() && m_isAskedToStop;
        }
        if (!jobs.empty())
            serve(std::move(jobs));
        else if (isLast)
            break;
        else
            idle();
    }
    try
    {
        if (m_database)
            m_database->checkpoint(true);
    }
    catch (const SqlFault&)
    {
        // What is in the WAL is durable and is read at the next start.
    }
    m_database.reset();
}

void Writer::serve(std::vector<Job*> jobs)
{
    if (ensureOpen())
        jobs = attempt(jobs);
    // What met damage is done again on the salvaged file, once.
    if (!jobs.empty() && m_isDamaged)
    {
        m_database.reset();
        if (ensureOpen())
            jobs = attempt(jobs);
    }
    for (auto* job : jobs)
        if (!job->error)
            job->error = m_openError;
    finish(jobs);
    if (m_isDoubtful)
        m_database.reset();
    else if (m_database)
        checkpointWhenIdle();
}

/// Runs the jobs and finishes all but those that met damage, which it returns.
std::vector<Writer::Job*> Writer::attempt(const std::vector<Job*>& jobs)
{
    std::vector<Job*> writes;
    std::vector<Job*> reads;
    std::vector<Job*> damaged;
    m_isDoubtful = false;
    for (auto* job : jobs)
    {
        job->error.reset();
        (job->kind == Kind::Read ? reads : writes).push_back(job);
    }
    const auto settle = [&](std::vector<Job*>& done) {
        const auto isDamaged = [](const Job* job) { return job->error && job->error->code == StoreCode::Damaged; };
        std::copy_if(done.begin(), done.end(), std::back_inserter(damaged), isDamaged);
        std::erase_if(done, isDamaged);
        finish(done);
    };
    if (!writes.empty())
        commit(writes);
    drainAgain(writes);
    settle(writes);
    for (auto* job : reads)
        readOne(*job);
    settle(reads);
    return damaged;
}

/// A full disk must not keep the queue from draining: what drains it gets the ballast's room.
void Writer::drainAgain(const std::vector<Job*>& jobs)
{
    std::vector<Job*> refused;
    std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(refused), [](const Job* job) {
        return job->kind == Kind::Drain && job->error && job->error->code == StoreCode::Full;
    });
    if (refused.empty() || m_isDoubtful || !m_hooks.makeRoom())
        return;
    for (auto* job : refused)
        job->error.reset();
    commit(refused);
}

void Writer::commit(const std::vector<Job*>& jobs)
{
    // Savepoints cost as much as a small piece of work, and pieces seldom fail: the first go does without.
    Committed result = transact(jobs, false);
    if (result == Committed::OneFailed)
        result = transact(jobs, true);
    if (result != Committed::GaveUp)
        return;
    // SQLite gave up the whole transaction because of one piece: the others get a transaction of their own.
    for (auto* job : jobs)
    {
        job->error.reset();
        if (m_isDoubtful)
            job->error = StoreError{StoreCode::Io, "the file is being opened anew", base::Retry::Now};
        else
            commit({job});
    }
}

/// One transaction of the jobs. Alone a job needs no savepoint: its failure is the transaction's.
Writer::Committed Writer::transact(const std::vector<Job*>& jobs, bool isEachApart)
{
    bool isWorkDone = false;
    try
    {
        m_database->prepare("BEGIN IMMEDIATE").run();
        for (auto* job : jobs)
            if (!isEachApart)
                job->work(*m_database);
            else if (!runInSavepoint(*job))
                return Committed::GaveUp;
        isWorkDone = true;
        m_database->prepare("COMMIT").run();
        ++m_commits;
        m_isFailing = false;
        return Committed::All;
    }
    catch (...)
    {
        const StoreError error = errorUnderWay();
        rollBack();
        if (jobs.size() > 1 && !isEachApart && !isWorkDone && !m_isDoubtful)
            return Committed::OneFailed;
        noteFault(error);
        for (auto* job : jobs)
            job->error = error;
        return Committed::None;
    }
}

void Writer::rollBack()
{
    try
    {
        if (m_database->isInTransaction())
            m_database->exec("ROLLBACK");
    }
    catch (const SqlFault&)
    {
        m_isDoubtful = true;
    }
}

/// False when the whole transaction is gone.
bool Writer::runInSavepoint(Job& job)
{
    try
    {
        m_database->prepare("SAVEPOINT piece").run();
        job.work(*m_database);
        m_database->prepare("RELEASE piece").run();
        return true;
    }
    catch (...)
    {
        job.error = errorUnderWay();
        noteFault(*job.error);
    }
    if (!m_database->isInTransaction())
        return false;
    m_database->prepare("ROLLBACK TO piece").run();
    m_database->prepare("RELEASE piece").run();
    return true;
}

void Writer::readOne(Job& job)
{
    try
    {
        job.work(*m_database);
    }
    catch (...)
    {
        job.error = errorUnderWay();
        noteFault(*job.error);
    }
}

/// A job lives on its caller's stack: nothing may touch it once it is released.
void Writer::finish(const std::vector<Job*>& jobs)
{
    for (auto* job : jobs)
        job->finished.release();
}

bool Writer::ensureOpen()
{
    if (m_database || tryOpen())
        return true;
    return m_openError->code == StoreCode::Full && m_hooks.makeRoom() && tryOpen();
}

bool Writer::tryOpen()
{
    try
    {
        m_database = m_hooks.open(m_isDamaged);
        m_hasIdleWork = true;
        m_isDamaged = false;
        m_openError.reset();
        m_isFailing = false;
        return true;
    }
    catch (...)
    {
        m_openError = errorUnderWay();
        m_isDamaged = m_isDamaged || m_openError->code == StoreCode::Damaged;
        m_isFailing = true;
        return false;
    }
}

void Writer::noteFault(const StoreError& error)
{
    if (losesConnection(error.code))
        m_isDoubtful = true;
    if (error.code == StoreCode::Damaged)
        m_isDamaged = true;
    if (losesConnection(error.code) || error.code == StoreCode::Full)
        m_isFailing = true;
}

/// Not at real-time priority: it computes, and nobody waits for it.
void Writer::idle()
{
    m_hasIdleWork = false;
    if (!m_database)
        return;
    if (m_isRealtime)
        base::setUrgency(base::Urgency::Usual);
    try
    {
        m_hasIdleWork = m_hooks.idle(*m_database);
    }
    catch (...)
    {
        noteFault(errorUnderWay());
        if (m_isDoubtful)
            m_database.reset();
    }
    if (m_isRealtime)
        base::setUrgency(base::Urgency::Commit);
}

void Writer::checkpointWhenIdle()
{
    constexpr int kEnough = 200; // some 800 pages, below SQLite's own threshold of 1000
    if (m_commits < kEnough)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_waiting.empty())
            return;
    }
    m_commits = 0;
    try
    {
        m_database->checkpoint(false);
    }
    catch (const SqlFault& fault)
    {
        noteFault(fault.error);
        m_database.reset();
    }
}

} // namespace banshi::queue::store
