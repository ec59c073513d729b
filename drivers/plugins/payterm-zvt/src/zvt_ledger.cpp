// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_ledger.h"

#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

using nlohmann::json;

json toJson(const std::optional<Mark>& mark)
{
    return mark ? json{{"trace", mark->trace}, {"receipt", mark->receipt}} : json();
}

std::optional<Mark> markFrom(const json& value)
{
    if (value.is_null())
        return std::nullopt;
    return Mark{value.at("trace").get<std::int64_t>(), value.at("receipt").get<std::int64_t>()};
}

// On disk, and not only on its way there; the old content stays until then.
bool writeDurably(const std::string& file, const std::string& text)
{
    const std::string next = file + ".next";
    const int descriptor = ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    const bool isWritten =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && isWritten && ::rename(next.c_str(), file.c_str()) == 0;
}

} // namespace

ZvtLedger::ZvtLedger(std::string file) : m_file(std::move(file))
{
    try
    {
        read();
    }
    catch (const json::exception&)
    {
        m_pending.reset();
        m_done.reset();
        m_doneMark.reset();
    }
}

void ZvtLedger::read()
{
    std::ifstream stream(m_file);
    const json content = m_file.empty() || !stream ? json() : json::parse(stream, nullptr, false);
    if (!content.is_object())
        return;
    if (const json& entry = content.at("pending"); !entry.is_null())
        m_pending = Entry{entry.at("reference").get<std::string>(), entry.at("amountFen").get<std::int64_t>(),
                          entry.at("isReversal").get<bool>(), markFrom(entry.at("before"))};
    if (const json& done = content.at("done"); !done.is_null())
    {
        m_done =
            sdk::PaymentReport{static_cast<sdk::PaymentState>(done.at("state").get<int>()),
                               done.at("reference").get<std::string>(), done.at("amountFen").get<std::int64_t>(),
                               done.at("terminalReference").get<std::string>(), done.at("reason").get<std::string>()};
        m_doneMark = markFrom(done.at("mark"));
    }
}

bool ZvtLedger::write() const
{
    if (m_file.empty())
        return true;
    json content{{"pending", nullptr}, {"done", nullptr}};
    if (m_pending)
        content["pending"] = {{"reference", m_pending->reference},
                              {"amountFen", m_pending->amountFen},
                              {"isReversal", m_pending->isReversal},
                              {"before", toJson(m_pending->before)}};
    if (m_done)
        content["done"] = {{"state", static_cast<int>(m_done->state)},
                           {"reference", m_done->reference},
                           {"amountFen", m_done->amountFen},
                           {"terminalReference", m_done->terminalReference},
                           {"reason", m_done->reason},
                           {"mark", toJson(m_doneMark)}};
    return writeDurably(m_file, content.dump());
}

sdk::Outcome<void> ZvtLedger::begin(const Entry& entry)
{
    m_pending = entry;
    if (!write())
    {
        m_pending.reset();
        return sdk::failure(sdk::ErrorCode::InternalError, "the ledger cannot be written");
    }
    return {};
}

void ZvtLedger::finish(const Entry& entry, const sdk::PaymentReport& report, std::optional<Mark> mark)
{
    m_pending.reset();
    m_done = report;
    m_done->reference = entry.reference;
    m_doneMark = mark;
    (void)write(); // an older ledger makes the next question go to the terminal once more, no worse
}

const Entry* ZvtLedger::pending(const std::string& reference) const
{
    return m_pending && (reference.empty() || m_pending->reference == reference) ? &*m_pending : nullptr;
}

const sdk::PaymentReport* ZvtLedger::done(const std::string& reference) const
{
    return m_done && m_done->reference == reference ? &*m_done : nullptr;
}

std::string ZvtLedger::referenceOf(const Mark& mark) const
{
    return m_done && m_doneMark == mark ? m_done->reference : std::string();
}

} // namespace banshi::drivers::plugins::payterm_zvt
