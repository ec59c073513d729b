// SPDX-License-Identifier: GPL-3.0-or-later
#include "flip_campaign.h"

#include "banshi/base/ids.h"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace banshi::testing::powercut
{

namespace
{

namespace fs = std::filesystem;
namespace store = banshi::queue::store;

constexpr int kAll = 10'000;
constexpr const char* kMeasured = "gateway.trusted-time";

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What the store tells a technician of itself: entries that it writes when it meets damage.
bool isAlarm(const std::string& what)
{
    return what.starts_with("queue.store.") && what != "queue.store.newEpoch";
}

} // namespace

struct FlipCampaign::View
{
    std::map<std::string, std::string> facts; ///< what must not change unseen
    std::int64_t sound = 0;                   ///< items that are as they were accepted
    std::int64_t alarms = 0;

    [[nodiscard]] bool isSameAs(const View& other) const { return facts == other.facts; }
};

FlipCampaign::FlipCampaign(fs::path folder) : m_folder(std::move(folder))
{
    fill();
    lay();
    store::Store sound(options(), m_keys.publicKey(), m_clock);
    m_sound = std::make_unique<View>(look(sound));
}

FlipCampaign::~FlipCampaign() = default;

store::StoreOptions FlipCampaign::options() const
{
    store::StoreOptions options;
    options.dataDir = m_folder;
    options.deviceId = "FLIP-01";
    options.diskReserve = 0;
    options.ballast = 0;
    return options;
}

/// A machine that was stopped in the middle of its work: a file, a log with commits that are in it only, pictures.
void FlipCampaign::fill()
{
    auto machine = std::make_unique<store::Store>(options(), m_keys.publicKey(), m_clock);
    const auto accept = [&](const std::string& stream, const std::vector<std::string>& pictures) {
        store::NewItem item;
        item.key = base::newUuid(m_clock);
        item.operation = "reports";
        item.stream = stream;
        item.blobs = pictures;
        item.body = R"({"form":{"category":"fire","text":"a tree has fallen"},"item":"grid.report"})";
        if (!machine->outbox().enqueue(item))
            std::abort();
    };
    if (!machine->settings().keep(kMeasured, "\"2026-01-01T00:00:00Z\""))
        std::abort();
    const auto day = [&] {
        const std::string picture = "\xff\xd8\xff\xe0 a picture of " + base::newUuid(m_clock);
        const std::string hash = queue::sha256Hex(picture);
        const store::NewIntent intent{base::newUuid(m_clock), "pay", "s-1", R"({"order":"o-1"})"};
        if (!machine->blobs().put(hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()}) ||
            !machine->journal().open(intent) || !machine->journal().note(intent.id, R"({"step":2})"))
            std::abort();
        accept({}, {});
        accept("order-1", {hash});
        accept("order-1", {});
        const auto batch = machine->outbox().nextBatch(1, 1 << 20, [](std::int64_t) { return false; });
        if (!batch ||
            !machine->outbox().settle(std::vector<store::Settlement>{{batch->items.at(0).id, false, "R", ""}}))
            std::abort();
    };
    day();
    machine.reset(); // the first day is in the file
    machine = std::make_unique<store::Store>(options(), m_keys.publicKey(), m_clock);
    day(); // the second one in the log
    keep(m_folder);
}

void FlipCampaign::keep(const fs::path& from)
{
    for (const auto& entry : fs::recursive_directory_iterator(from))
        if (entry.is_regular_file())
        {
            const std::string content = contentOf(entry.path());
            m_bytes += content.size();
            m_files[fs::relative(entry.path(), from).string()] = content;
        }
}

void FlipCampaign::lay() const
{
    fs::remove_all(m_folder);
    fs::create_directories(m_folder / "blobs");
    for (const auto& [name, content] : m_files)
        std::ofstream(m_folder / name, std::ios::binary) << content;
}

FlipCampaign::View FlipCampaign::look(store::Store& store) const
{
    View view;
    for (const auto& item : store.inspection().list({{}, 0, kAll}).value_or(std::vector<store::ItemSummary>()))
    {
        view.facts["item " + item.localNumber] = item.key + item.operation + item.state + item.keyId +
                                                 std::to_string(item.suite) + std::to_string(item.isOrdered) +
                                                 std::to_string(item.pictures) + base::toRfc3339(item.madeAt);
        view.sound += item.isIntact && item.state != "parked" ? 1 : 0;
    }
    view.facts["measured"] = store.settings().kept(kMeasured).value_or(std::nullopt).value_or("gone");
    const auto batch = store.outbox().nextBatch(kAll, std::size_t{1} << 24, [](std::int64_t) { return false; });
    if (batch)
    {
        view.facts["device"] = batch->device;
        for (const auto& item : batch->items)
            view.facts["sent " + item.key] = m_keys.openBody(item).value_or("unreadable");
        for (const auto& hash : batch->blobs)
        {
            const auto picture = store.blobs().read(hash);
            view.alarms += picture ? 0 : 1; // the sender parks what needs it
            view.facts["picture " + hash] = picture ? m_keys.open(picture->sealed).value_or("unreadable") : "gone";
        }
    }
    for (const auto& record : store.journal().recent(kAll).value_or(std::vector<store::IntentRecord>()))
    {
        std::string& text = view.facts["intent " + record.intent.id];
        text = record.intent.kind + record.intent.session + record.intent.data + record.outcome;
        for (const auto& note : record.notes)
            text += note;
        view.alarms += text.find("unreadable") != std::string::npos ? 1 : 0; // recovery asks a person
    }
    for (const auto& entry : store.settings().newestAudit(kAll).value_or(std::vector<store::AuditEntry>()))
        view.alarms += isAlarm(entry.what) ? 1 : 0;
    return view;
}

void FlipCampaign::flip(std::uint64_t byte, int bit)
{
    lay();
    std::string where;
    for (auto& [name, content] : m_files)
    {
        if (byte < content.size())
        {
            std::string changed = content;
            changed[byte] = static_cast<char>(static_cast<unsigned char>(changed[byte]) ^ (1U << bit));
            std::ofstream(m_folder / name, std::ios::binary) << changed;
            where = name + " byte " + std::to_string(byte);
            break;
        }
        byte -= content.size();
    }
    store::Store store(options(), m_keys.publicKey(), m_clock);
    const View view = look(store);
    ++m_tally.flips;
    const bool isSame = view.isSameAs(*m_sound);
    const bool isTold = view.alarms > 0;
    m_tally.repaired += isSame && isTold ? 1 : 0;
    m_tally.harmless += isSame && !isTold ? 1 : 0;
    m_tally.detected += !isSame && isTold ? 1 : 0;
    m_tally.lost += isSame ? 0 : std::max<std::int64_t>(0, m_sound->sound - view.sound);
    if (!isSame && !isTold)
    {
        ++m_tally.silent;
        std::fprintf(stderr, "silent: %s bit %d\n", where.c_str(), bit);
        for (const auto& [name, text] : m_sound->facts)
            if (const auto now = view.facts.find(name); now == view.facts.end() || now->second != text)
                std::fprintf(stderr, "  %s\n", name.c_str());
    }
    if (const auto health = store.health(); !health.accepting)
    {
        ++m_tally.fatal;
        std::fprintf(stderr, "fatal: %s bit %d: %s %s\n", where.c_str(), bit, health.problem.c_str(),
                     health.detail.c_str());
    }
}

} // namespace banshi::testing::powercut
