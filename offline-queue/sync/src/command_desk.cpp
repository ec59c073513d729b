// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/command_desk.h"

#include <array>
#include <sodium.h>

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

std::string sha256Hex(const std::string& text)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

/// Empty when there is no such text: what comes from outside or from the disk may have any type.
std::string textOf(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

base::UtcTime expiryOf(const json& command)
{
    return base::fromRfc3339(textOf(command, "expires_at")).value_or(base::UtcTime());
}

} // namespace

CommandDesk::CommandDesk(std::string device, SignatureKey key, CommandMemory memory, const base::Clock& clock)
    : m_device(std::move(device)), m_key(std::move(key)), m_memory(std::move(memory)), m_clock(clock)
{
    restore();
}

void CommandDesk::restore()
{
    const auto text = m_memory.read();
    const json all = text ? json::parse(*text, nullptr, false) : json();
    if (!all.is_object())
        return;
    for (const auto& [id, entry] : all.items())
    {
        if (!entry.is_object())
            continue;
        const auto told = entry.find("told");
        Entry known{textOf(entry, "result"), textOf(entry, "code"), told != entry.end() && *told == json(true),
                    expiryOf(entry)};
        if (known.result.empty())
            known.result = "failed"; // it was out when the power went; doing it twice would be worse
        m_known.emplace(id, std::move(known));
    }
}

bool CommandDesk::save()
{
    json all = json::object();
    for (auto at = m_known.begin(); at != m_known.end();)
    {
        const auto& [id, entry] = *at;
        // The platform does not give an expired one again, so it need not be remembered once it is told.
        if (entry.isTold && m_clock.wall().utc > entry.expires)
        {
            at = m_known.erase(at);
            continue;
        }
        all[id] = {{"result", entry.result},
                   {"code", entry.code},
                   {"told", entry.isTold},
                   {"expires_at", base::toRfc3339(entry.expires)}};
        ++at;
    }
    return m_memory.write(all.dump());
}

bool CommandDesk::isGenuine(const json& command) const
{
    const auto text = [&](const char* name) { return textOf(command, name); };
    const json args = command.value("args", json());
    const std::string signedText = "banshi-command-v1\n" + m_device + "\n" + text("id") + "\n" + text("kind") + "\n" +
                                   sha256Hex(args.dump()) + "\n" + text("issued_at") + "\n" + text("expires_at");
    return m_key.verify(text("key_id"), signedText, text("signature"));
}

void CommandDesk::take(const json& commands)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& command : commands)
    {
        const std::string id = command.is_object() ? textOf(command, "id") : std::string();
        if (id.empty())
            continue;
        if (m_known.contains(id) || m_waiting.contains(id))
            continue;
        // Refusals are not remembered: whoever sends them again is refused again.
        if (!isGenuine(command))
            m_known[id] = {"refused", "request.forbidden", false, m_clock.wall().utc};
        else if (m_clock.wall().utc >= expiryOf(command))
            m_known[id] = {"expired", {}, false, m_clock.wall().utc};
        else
            m_waiting[id] = command;
    }
}

json CommandDesk::giveOut()
{
    const std::lock_guard lock(m_mutex);
    json given = json::array();
    const auto before = m_known;
    for (const auto& [id, command] : m_waiting)
    {
        const auto expires = expiryOf(command);
        if (m_clock.wall().utc >= expires)
        {
            m_known[id] = {"expired", {}, false, expires};
            continue;
        }
        m_known[id] = {{}, {}, false, expires};
        given.push_back({{"id", id},
                         {"kind", command.at("kind")},
                         {"args", command.at("args")},
                         {"expires_at", command.at("expires_at")}});
    }
    if (m_waiting.empty())
        return given;
    if (!save())
    {
        m_known = before;
        return json::array();
    }
    m_waiting.clear();
    return given;
}

bool CommandDesk::finish(const CommandEnd& end)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(end.id);
    if (found == m_known.end())
        return false;
    if (!found->second.result.empty())
        return found->second.result == end.result; // told before
    found->second.result = end.result;
    found->second.code = end.code;
    if (save())
        return true;
    found->second.result.clear();
    return false;
}

void CommandDesk::endOverdue()
{
    const auto now = m_clock.wall().utc;
    bool isAny = false;
    for (auto& [id, entry] : m_known)
        if (entry.result.empty() && now >= entry.expires)
        {
            entry.result = "failed";
            entry.code = kNoEnd;
            isAny = true;
        }
    if (isAny)
        (void)save(); // not on disk: it ends once more after the next start, as failed, too
}

std::vector<CommandEnd> CommandDesk::untold()
{
    const std::lock_guard lock(m_mutex);
    endOverdue();
    std::vector<CommandEnd> ends;
    for (const auto& [id, entry] : m_known)
        if (!entry.result.empty() && !entry.isTold)
            ends.push_back({id, entry.result, entry.code});
    return ends;
}

void CommandDesk::told(const std::string& id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(id);
    if (found == m_known.end())
        return;
    found->second.isTold = true;
    (void)save(); // not on disk: it is told once more, which is harmless
}

} // namespace banshi::queue::sync
