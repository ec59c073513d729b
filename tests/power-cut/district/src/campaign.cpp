// SPDX-License-Identifier: GPL-3.0-or-later
#include "campaign.h"

#include "banshi/testing/fleet/running_city.h"

namespace banshi::testing::kills
{

namespace
{

constexpr std::chrono::minutes kPatience(4);
constexpr std::chrono::milliseconds kGlance(10);
constexpr int kHangUps = 5;       // percent
constexpr const char* kInstance = // a dead one's machines come free soon
    "lease_s = 2\nconnections = 8\n";
// The server says no to one batch in 25 when all of it has been written and COMMIT is to be answered. A sequence counts
// on although its transaction is rolled back.
constexpr const char* kRefuseCommits = R"sql(
CREATE SEQUENCE public.refused;
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF random() < 0.04 THEN
    PERFORM nextval('public.refused');
    RAISE EXCEPTION 'no commit this time';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT OR UPDATE ON district.epoch
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse();
)sql";

} // namespace

bool Campaign::waitUntil(const std::function<bool()>& isSo) const
{
    const auto until = m_clock.now() + kPatience;
    while (!isSo())
        if (m_clock.now() > until || !m_clock.waitFor(kGlance, {}))
            return false;
    return true;
}

bool Campaign::isDrained(const std::string& database)
{
    return PrivatePostgres::ask(database, "SELECT count(*) FROM district.item WHERE state = 0") ==
           std::vector<std::string>{"0"};
}

std::int64_t Campaign::refusedCommits(const std::string& database)
{
    const auto rows = PrivatePostgres::ask(database, "SELECT last_value FROM public.refused WHERE is_called");
    return rows.empty() ? 0 : std::stoll(rows.front());
}

bool Campaign::killUnderLoad(fleet::Fleet& machines, Instances& instances, Ports& ports, std::mt19937_64& random)
{
    const std::int64_t all = std::int64_t{m_size.kiosks} * m_size.batches * m_size.items;
    for (int i = 1; i <= m_size.kills; ++i)
    {
        const std::int64_t mark = all * i / (m_size.kills + 1);
        if (!waitUntil([&] { return machines.acknowledged() >= mark; }))
            return false;
        const auto which = static_cast<std::size_t>(random() % 2);
        instances[which]->kill();
        ++m_tally.kills;
        if (random() % 3 == 0)
        {
            ++m_tally.serverDeaths;
            if (!m_server.restart())
                return false;
        }
        if (!waitUntil([&] { return machines.isDone() || machines.acknowledged() >= mark + all / 50; }))
            return false; // the other one alone goes on
        if (!instances[which]->start())
            return false;
        ports[which] = instances[which]->port();
    }
    return true;
}

bool Campaign::run(std::uint64_t seed)
{
    ++m_tally.runs;
    std::mt19937_64 random(seed);
    fleet::RunningCity city(m_tls);
    const auto database = m_server.freshDatabase();
    if (!city.start())
        return false;
    Instances instances;
    Ports ports;
    for (std::size_t i = 0; i < instances.size(); ++i)
    {
        instances[i] = std::make_unique<RunningDistrict>(m_tls, city.url(), database, kInstance);
        if (!instances[i]->start())
        {
            std::fprintf(stderr, "an instance does not start: %s\n", instances[i]->errors().c_str());
            return false;
        }
        ports[i] = instances[i]->port();
    }
    (void)PrivatePostgres::ask(database, kRefuseCommits);
    fleet::FleetOptions options;
    options.tls = m_tls;
    options.kiosks = m_size.kiosks;
    options.batches = m_size.batches;
    options.items = m_size.items;
    options.hangUps = kHangUps;
    options.seed = seed;
    options.port = [&ports](int connection) { return ports[static_cast<std::size_t>(connection) % 2].load(); };
    fleet::Fleet machines(options);
    machines.start();
    const bool isEnded = killUnderLoad(machines, instances, ports, random) &&
                         waitUntil([&] { return machines.isDone(); }) && waitUntil([&] { return isDrained(database); });
    m_tally.stuck += isEnded ? 0 : 1;
    m_tally.refusedCommits += refusedCommits(database);
    const auto report = machines.report();
    m_tally.items += report.items;
    m_tally.tries += report.tries;
    m_tally.wrong += report.wrong;
    for (const auto& [what, times] : report.troubles)
        m_tally.troubles[what] += times;
    const auto dump = city.end();
    if (!dump.is_object())
        return false;
    const auto weighing = fleet::weigh(dump, isEnded ? machines.all() : std::vector<fleet::Acknowledged>());
    if (isEnded)
    {
        m_tally.weighing.lost += weighing.lost;
        m_tally.weighing.doubled += weighing.doubled;
        m_tally.weighing.invented += weighing.invented;
        m_tally.weighing.disordered += weighing.disordered;
    }
    return true;
}

} // namespace banshi::testing::kills
