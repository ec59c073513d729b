// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/settings.h"

#include "core.h"
#include "hex.h"
#include "row_times.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

std::int64_t insertAudit(Connection& database, const AuditEntry& entry, std::int64_t now)
{
    database
        .prepare("INSERT INTO audit(at, who, what, before_value, after_value, "
                 "reason) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
        .with(now, entry.who, entry.what, entry.before, entry.after, entry.reason)
        .run();
    return database.lastId();
}

/// What the audit table may know of a value: of a secret only that there is one.
std::string audited(const std::string& name, const std::string& value)
{
    return name.starts_with(Settings::kSecretPrefix) ? "\"set\"" : value;
}

std::optional<std::string> find(Connection& database, const std::string& name)
{
    auto row = database.prepare("SELECT value FROM setting WHERE name = ?1");
    if (!row.with(name).step())
        return std::nullopt;
    return row.text(0);
}

void write(Connection& database, const std::string& name, const std::string& value, std::int64_t now)
{
    database
        .prepare("INSERT INTO setting(name, value, changed_at) VALUES(?1, ?2, ?3) "
                 "ON CONFLICT(name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at")
        .with(name, value, now)
        .run();
}

/// Beside the value and not in it, so that a program of before reads the value.
std::string macName(const std::string& name)
{
    return name + "#hmac";
}

std::string macOf(const MachineKey& key, const std::string& name, const std::string& value)
{
    return toHex(key.mac("banshi-setting-v1", name, value));
}

bool isProved(const KeyRing& keys, const std::string& name, const std::string& value, const std::string& mac)
{
    return std::any_of(keys.all().begin(), keys.all().end(),
                       [&](const MachineKey& key) { return macOf(key, name, value) == mac; });
}

} // namespace

StoreResult<std::optional<std::string>> Settings::get(const std::string& name) const
{
    return m_core.writer().read([&](Connection& database) { return find(database, name); });
}

StoreResult<void> Settings::put(const std::string& name, const std::string& value, const std::string& who,
                                const std::string& reason)
{
    return m_core.writer()
        .write([&](Connection& database) {
            AuditEntry entry;
            entry.who = who;
            entry.what = "setting." + name;
            const auto old = find(database, name);
            entry.before = old ? audited(name, *old) : "null";
            entry.after = audited(name, value);
            entry.reason = reason;
            const std::int64_t now = m_core.nowMillis();
            insertAudit(database, entry, now);
            write(database, name, value, now);
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<void> Settings::keep(const std::string& name, const std::string& value)
{
    const auto keys = m_core.machineKeys();
    if (!keys)
        return tl::unexpected(keys.error());
    const std::string mac = macOf((*keys)->current(), name, value);
    return m_core.writer()
        .write([&](Connection& database) {
            write(database, name, value, m_core.nowMillis());
            write(database, macName(name), mac, m_core.nowMillis());
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<std::optional<std::string>> Settings::kept(const std::string& name)
{
    struct Found
    {
        std::optional<std::string> value;
        std::string mac;
    };
    const auto found = m_core.writer().read([&](Connection& database) {
        return Found{find(database, name), find(database, macName(name)).value_or("")};
    });
    if (!found)
        return tl::unexpected(found.error());
    const std::string value = found->value.value_or("null");
    if (value == "null" && (found->value || found->mac.empty()))
        return std::nullopt;
    const auto keys = m_core.machineKeys();
    if (!keys)
        return tl::unexpected(keys.error());
    if (isProved(**keys, name, value, found->mac))
        return found->value;
    AuditEntry entry;
    entry.what = "queue.store.settingDamaged";
    entry.before = "\"" + name + "\"";
    entry.after = "null";
    return audit(entry).map([](std::int64_t) { return std::optional<std::string>(); });
}

StoreResult<std::int64_t> Settings::audit(const AuditEntry& entry)
{
    return m_core.writer().write(
        [&](Connection& database) { return insertAudit(database, entry, m_core.nowMillis()); });
}

StoreResult<std::vector<AuditEntry>> Settings::newestAudit(int most) const
{
    return m_core.writer().read([&](Connection& database) {
        std::vector<AuditEntry> entries;
        auto rows = database.prepare("SELECT id, at, who, what, before_value, "
                                     "after_value, reason FROM audit "
                                     "ORDER BY id DESC LIMIT ?1");
        rows.with(most);
        while (rows.step())
            entries.push_back({rows.integer(0), fromMillis(rows.integer(1)), rows.text(2), rows.text(3), rows.text(4),
                               rows.text(5), rows.text(6)});
        return entries;
    });
}

} // namespace banshi::queue::store
