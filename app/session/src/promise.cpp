// SPDX-License-Identifier: GPL-3.0-or-later
#include "promise.h"

#include "banshi/base/ids.h"

namespace banshi::app::session
{

void Promise::open(const std::string& session, nlohmann::json data, ports::Journal::Kept kept)
{
    m_id = base::newUuid(m_around.clock);
    m_open = true;
    m_around.journal.open({m_id, m_kind, session, std::move(data)}, std::move(kept));
}

void Promise::note(nlohmann::json data, ports::Journal::Kept kept)
{
    m_around.journal.note(m_id, std::move(data), std::move(kept));
}

void Promise::close(ports::IntentOutcome outcome, nlohmann::json data, ports::Journal::Kept kept)
{
    if (!m_open)
        return;
    m_open = false;
    m_around.journal.close(m_id, outcome, std::move(data), [kept = std::move(kept)](bool isKept) {
        if (kept)
            kept(isKept);
    });
}

} // namespace banshi::app::session
