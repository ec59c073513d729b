// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/recorded_answers.h"

#include <algorithm>

namespace banshi::drivers::conformance
{

namespace
{

using Bytes = std::vector<std::uint8_t>;

bool beginsWith(const Bytes& text, const Bytes& start)
{
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin());
}

} // namespace

RecordedAnswers::RecordedAnswers(std::vector<sdk::RecordedTransfer> transfers)
{
    for (sdk::RecordedTransfer& transfer : transfers)
    {
        if (transfer.isToDevice)
            m_exchanges.push_back({std::move(transfer.bytes), {}});
        else if (!m_exchanges.empty()) // a device that speaks before it is asked says nothing that can be asked for
            m_exchanges.back().answer.insert(m_exchanges.back().answer.end(), transfer.bytes.begin(),
                                             transfer.bytes.end());
    }
}

void RecordedAnswers::rewind()
{
    m_heard.clear();
    m_next = 0;
    m_strays = 0;
}

const RecordedAnswers::Exchange* RecordedAnswers::find()
{
    for (std::size_t i = 0; i < m_exchanges.size(); ++i)
    {
        const std::size_t at = (m_next + i) % m_exchanges.size();
        if (!beginsWith(m_heard, m_exchanges[at].request))
            continue;
        m_next = at + 1;
        return &m_exchanges[at];
    }
    return nullptr;
}

bool RecordedAnswers::isBegun() const
{
    return std::ranges::any_of(m_exchanges,
                               [this](const Exchange& exchange) { return beginsWith(exchange.request, m_heard); });
}

std::vector<std::uint8_t> RecordedAnswers::hear(std::span<const std::uint8_t> bytes)
{
    m_heard.insert(m_heard.end(), bytes.begin(), bytes.end());
    Bytes said;
    while (!m_heard.empty())
    {
        const Exchange* const found = find();
        if (found == nullptr)
            break;
        said.insert(said.end(), found->answer.begin(), found->answer.end());
        m_heard.erase(m_heard.begin(), m_heard.begin() + static_cast<std::ptrdiff_t>(found->request.size()));
    }
    if (!m_heard.empty() && !isBegun())
    {
        m_heard.clear();
        ++m_strays;
    }
    return said;
}

} // namespace banshi::drivers::conformance
