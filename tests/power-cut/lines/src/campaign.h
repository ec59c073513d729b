// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/file_clock.h"
#include "liar.h"
#include "running_gateway.h"

namespace banshi::testing::lines
{

/// What the runs came to. `lost`, `doubled`, `disordered`, `invented`, `stuck` and `leaked` have to be 0.
struct Tally
{
    int runs = 0;
    int kills = 0;
    int acknowledged = 0;
    int arrived = 0;     ///< taken by the platform
    int parked = 0;      ///< refused for good and shown as parked by the gateway
    int lost = 0;        ///< acknowledged, and neither arrived nor parked
    int doubled = 0;     ///< one key with two contents, or one number with two keys
    int disordered = 0;  ///< arrived in another order than acknowledged, within one case
    int invented = 0;    ///< arrived, and never sent
    int stuck = 0;       ///< runs whose queue did not empty although the platform had become honest
    int leaked = 0;      ///< planted ID numbers and marks of pictures that stood in a file of the dead gateway
    int searches = 0;    ///< of its whole folder, each after a kill
    int wrongClocks = 0; ///< times that its clock was put off by ten years or back
    std::map<std::string, int> lies;
    [[nodiscard]] bool isClean() const { return lost + doubled + disordered + invented + stuck + leaked == 0; }
};

/// Lets one machine's gateway work against a lying platform, kills it again and again, and weighs what came of it.
/// Threads: the caller's.
class Campaign
{
public:
    /// `tls` is a folder of packaging/tls/make-test-tls.sh; `strange` and `expired` hold a `city.pem` of another
    /// authority and one whose time is over.
    struct Folders
    {
        std::filesystem::path tls;
        std::filesystem::path strange;
        std::filesystem::path expired;
    };

    explicit Campaign(Folders folders) : m_folders(std::move(folders)) {}

    /// One run. False when the gateway does not even start.
    [[nodiscard]] bool run(std::uint64_t seed);
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    struct Run;
    struct Sent
    {
        std::string body;
        std::string stream;
        int sentAt = 0;                    ///< for the first time, as a count of what happened in the run
        std::optional<int> acknowledgedAt; ///< as that count
    };

    void act(Run& run);
    void post(Run& run);
    void repeat(Run& run);
    void send(Run& run, const std::string& key);
    void kill(Run& run);
    void misplaceClock(Run& run);
    void search(Run& run);
    [[nodiscard]] static std::string picture(Run& run, const std::string& number);
    [[nodiscard]] bool settle(Run& run) const;
    void weigh(const Run& run);
    [[nodiscard]] static int disordered(const Run& run, const std::map<std::string, Taken>& taken);

    Folders m_folders;
    Tally m_tally;
};

} // namespace banshi::testing::lines
