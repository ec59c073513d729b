// SPDX-License-Identifier: GPL-3.0-or-later
#include "epochs.h"

#include "chain.h"
#include "hex.h"
#include "schema.h"

#include <cstdlib>
#include <sodium.h>

namespace banshi::queue::store
{

namespace
{

std::string checkName(std::int64_t id)
{
    return "epoch_check." + std::to_string(id);
}

std::string checkOf(std::int64_t id, const std::string& name, const std::string& device)
{
    const std::string text = std::to_string(id) + ' ' + name + ' ' + device;
    return toHex(sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
}

std::vector<Epoch> allEpochs(Connection& database)
{
    std::vector<Epoch> all;
    auto rows = database.prepare("SELECT id, name, device FROM epoch ORDER BY id");
    while (rows.step())
        all.push_back({rows.integer(0), rows.text(1), rows.text(2)});
    return all;
}

} // namespace

std::optional<std::string> ensureEpoch(Connection& database, const std::string& device, std::int64_t nowMillis)
{
    const std::string current = metaValue(database, "epoch");
    std::string before;
    if (!current.empty())
    {
        auto known = database.prepare("SELECT device FROM epoch WHERE id = ?1");
        if (known.with(static_cast<std::int64_t>(std::atoll(current.c_str()))).step())
            before = known.text(0);
    }
    if (before == device)
        return std::nullopt;
    constexpr std::size_t kEpochBytes = 8;
    Bytes random(kEpochBytes);
    randombytes_buf(random.data(), random.size());
    database.prepare("INSERT INTO epoch(name, device, started_at) VALUES(?1, ?2, ?3)")
        .with(toHex(random), device, nowMillis)
        .run();
    setMetaValue(database, "epoch", std::to_string(database.lastId()));
    noteEpochs(database);
    return before;
}

Epoch currentEpoch(Connection& database)
{
    auto row = database.prepare("SELECT id, name, device FROM epoch WHERE id = ?1");
    if (!row.with(static_cast<std::int64_t>(std::atoll(metaValue(database, "epoch").c_str()))).step())
        throw SqlFault{{StoreCode::Damaged, "the file has no epoch", base::Retry::Later}};
    return {row.integer(0), row.text(1), row.text(2)};
}

void noteEpochs(Connection& database)
{
    for (const auto& epoch : allEpochs(database))
        database.prepare("INSERT OR IGNORE INTO meta(name, value) VALUES(?1, ?2)")
            .with(checkName(epoch.id), checkOf(epoch.id, epoch.name, epoch.device))
            .run();
}

std::int64_t mendEpochs(Connection& database, const std::string& device)
{
    std::int64_t unfit = 0;
    for (const auto& epoch : allEpochs(database))
    {
        const std::string known = metaValue(database, checkName(epoch.id));
        if (known.empty() || known == checkOf(epoch.id, epoch.name, epoch.device))
            continue;
        ++unfit;
        if (known == checkOf(epoch.id, epoch.name, device))
            database.prepare("UPDATE epoch SET device = ?2 WHERE id = ?1").with(epoch.id, device).run();
    }
    return unfit;
}

} // namespace banshi::queue::store
