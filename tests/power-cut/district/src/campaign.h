// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/system_clock.h"
#include "banshi/testing/fleet/weighing.h"
#include "private_postgres.h"
#include "running_district.h"

#include <array>
#include <atomic>
#include <random>

namespace banshi::testing::kills
{

/// What the runs came to. Everything in `weighing`, `wrong` and `stuck` has to be 0.
struct Tally
{
    int runs = 0;
    int kills = 0;                   ///< of an instance
    int serverDeaths = 0;            ///< of PostgreSQL, as a crash
    std::int64_t refusedCommits = 0; ///< of batches, by the server
    std::int64_t items = 0;          ///< acknowledged
    std::int64_t tries = 0;
    std::int64_t wrong = 0; ///< receipts that did not fit
    int stuck = 0;          ///< runs that did not come to their end
    std::map<std::string, int> troubles;
    fleet::Weighing weighing;
    [[nodiscard]] bool isClean() const { return weighing.isClean() && wrong == 0 && stuck == 0; }
};

/// How long a run is.
struct Size
{
    int kiosks = 24;
    int batches = 12;
    int items = 20;
    int kills = 4;
};

/// Machines hand over to two instances of the real program over one real PostgreSQL, while one of the two is killed
/// again and again, and sometimes the server, which also refuses some commits; then what the real city holds is
/// weighed. Threads: the caller's.
class Campaign
{
public:
    Campaign(std::filesystem::path tls, PrivatePostgres& server, Size size)
        : m_tls(std::move(tls)), m_server(server), m_size(size)
    {
    }

    /// One run. False when something does not even start.
    [[nodiscard]] bool run(std::uint64_t seed);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    using Instances = std::array<std::unique_ptr<RunningDistrict>, 2>;
    using Ports = std::array<std::atomic<std::uint16_t>, 2>;

    [[nodiscard]] bool killUnderLoad(fleet::Fleet& machines, Instances& instances, Ports& ports,
                                     std::mt19937_64& random);
    [[nodiscard]] bool waitUntil(const std::function<bool()>& isSo) const;
    [[nodiscard]] static bool isDrained(const std::string& database);
    [[nodiscard]] static std::int64_t refusedCommits(const std::string& database);

    const std::filesystem::path m_tls;
    PrivatePostgres& m_server;
    const Size m_size;
    base::SystemClock m_clock;
    Tally m_tally;
};

} // namespace banshi::testing::kills
