// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_ledger.h"

#include <algorithm>
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

json toJson(const Entry& entry)
{
    return {{"reference", entry.reference},
            {"amountFen", entry.amountFen},
            {"isReversal", entry.isReversal},
            {"isBuried", entry.isBuried},
            {"before", toJson(entry.before)}};
}

Entry entryFrom(const json& value)
{
    return {value.at("reference").get<std::string>(), value.at("amountFen").get<std::int64_t>(),
            value.at("isReversal").get<bool>(), markFrom(value.at("before")), value.value("isBuried", false)};
}

// Files of 0.1.0 hold one, or null.
json listOf(const json& value)
{
    return value.is_null() ? json::array() : value.is_object() ? json::array({value}) : value;
}

// A name that is new in a folder is on disk when the folder is.
bool keepFolder(const std::string& file)
{
    const auto slash = file.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : file.substr(0, slash + 1);
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isKept = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && isKept;
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
    return ::close(descriptor) == 0 && isWritten && ::rename(next.c_str(), file.c_str()) == 0 && keepFolder(file);
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
        m_pending.clear();
        m_done.clear();
    }
}

void ZvtLedger::read()
{
    std::ifstream stream(m_file);
    const json content = m_file.empty() || !stream ? json() : json::parse(stream, nullptr, false);
    if (!content.is_object())
        return;
    for (const json& entry : listOf(content.at("pending")))
        m_pending.push_back(entryFrom(entry));
    for (const json& done : listOf(content.at("done")))
        m_done.push_back({{static_cast<sdk::PaymentState>(done.at("state").get<int>()),
                           done.at("reference").get<std::string>(), done.at("amountFen").get<std::int64_t>(),
                           done.at("terminalReference").get<std::string>(), done.at("reason").get<std::string>()},
                          markFrom(done.at("mark"))});
}

bool ZvtLedger::write() const
{
    if (m_file.empty())
        return true;
    json pending = json::array();
    for (const Entry& entry : m_pending)
        pending.push_back(toJson(entry));
    json ended = json::array();
    for (const auto& [report, mark] : m_done)
        ended.push_back({{"state", static_cast<int>(report.state)},
                         {"reference", report.reference},
                         {"amountFen", report.amountFen},
                         {"terminalReference", report.terminalReference},
                         {"reason", report.reason},
                         {"mark", toJson(mark)}});
    return writeDurably(m_file, json{{"pending", pending}, {"done", ended}}.dump());
}

sdk::Outcome<void> ZvtLedger::begin(const Entry& entry)
{
    const std::vector<Entry> before = m_pending;
    for (Entry& other : m_pending)
        other.isBuried = true;
    m_pending.push_back(entry);
    if (m_pending.size() > kMostPending)
        m_pending.erase(m_pending.begin());
    if (!write())
    {
        m_pending = before;
        return sdk::failure(sdk::ErrorCode::InternalError, "the ledger cannot be written");
    }
    return {};
}

void ZvtLedger::finish(const Entry& entry, const sdk::PaymentReport& report, std::optional<Mark> mark)
{
    std::erase_if(m_pending, [&entry](const Entry& one) { return one.reference == entry.reference; });
    m_done.push_back({report, mark});
    m_done.back().report.reference = entry.reference;
    if (m_done.size() > kMostDone)
        m_done.erase(m_done.begin());
    (void)write(); // an older ledger makes the next question go to the terminal once more, no worse
}

const Entry* ZvtLedger::pending(const std::string& reference) const
{
    const auto found = std::ranges::find(m_pending, reference, &Entry::reference);
    return found == m_pending.end() ? nullptr : &*found;
}

const Entry* ZvtLedger::last() const
{
    return m_pending.empty() || m_pending.back().isBuried ? nullptr : &m_pending.back();
}

const sdk::PaymentReport* ZvtLedger::done(const std::string& reference) const
{
    const auto found = std::find_if(m_done.rbegin(), m_done.rend(),
                                    [&reference](const Done& one) { return one.report.reference == reference; });
    return found == m_done.rend() ? nullptr : &found->report;
}

std::string ZvtLedger::referenceOf(const Mark& mark) const
{
    const auto found =
        std::find_if(m_done.rbegin(), m_done.rend(), [&mark](const Done& one) { return one.mark == mark; });
    return found == m_done.rend() ? std::string() : found->report.reference;
}

} // namespace banshi::drivers::plugins::payterm_zvt
