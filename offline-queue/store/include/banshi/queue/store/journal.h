// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

namespace banshi::queue::store
{

class Core;

/// A side effect that is about to happen. Data is JSON text without personal data.
struct NewIntent
{
    std::string id; ///< a UUID
    std::string kind;
    std::string session;
    std::string data;
};

/// What became of it: `done` and `failed` are final, `inDoubt` waits for one of them.
struct NewOutcome
{
    std::string intent;
    std::string outcome;
    std::string data;
};

/// An intent with all that is known about it.
struct IntentRecord
{
    NewIntent intent;
    base::UtcTime openedAt;
    std::vector<std::string> notes; ///< data of notes and outcomes, oldest first
    std::string outcome;            ///< empty while open
    std::optional<base::UtcTime> closedAt;
};

/// What was promised and what was done. Threads: any. Each change returns when it is on disk, with true when the same
/// was on disk before.
class Journal
{
public:
    explicit Journal(Core& core) : m_core(core) {}

    /// Errors: IntentReused (same id, other promise), Full, ReadOnly, Io, …
    [[nodiscard]] StoreResult<bool> open(const NewIntent& intent);
    /// Adds knowledge. Errors: IntentUnknown, IntentClosed, …
    [[nodiscard]] StoreResult<bool> note(const std::string& intent, const std::string& data);
    /// Errors: IntentUnknown, IntentClosed (another final outcome), Invalid (no such outcome), …
    [[nodiscard]] StoreResult<bool> close(const NewOutcome& outcome);

    /// Intents without any outcome, oldest first. Errors: as the file's state.
    [[nodiscard]] StoreResult<std::vector<IntentRecord>> openIntents() const;
    /// The newest intents, newest first. Errors: as the file's state.
    [[nodiscard]] StoreResult<std::vector<IntentRecord>> recent(int most) const;

private:
    Core& m_core;
};

} // namespace banshi::queue::store
