// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace banshi::testing::fleet
{

/// What a fleet of machines does.
struct FleetOptions
{
    std::filesystem::path tls;              ///< of packaging/tls/make-test-tls.sh
    std::function<std::uint16_t(int)> port; ///< on 127.0.0.1, for a machine's n-th connection; from any thread
    int kiosks = 10;
    int batches = 5;                     ///< of each machine
    int items = 20;                      ///< of a batch
    int streams = 2;                     ///< of each machine; every second item belongs to one; 0 for none
    int hangUps = 0;                     ///< percent of batches whose answer the machine does not wait for at first
    std::chrono::milliseconds spread{0}; ///< machines begin at a random moment within it
    /// Pauses after trouble are doubled up to it.
    std::chrono::milliseconds longestPause{2000};
    std::uint64_t seed = 1;
    int threads = 1;
};

/// One record that a machine has the receipt of.
struct Acknowledged
{
    std::string device;
    std::string key;
    std::string stream;
    std::int64_t seq = 0;
};

/// What came of it. `wrong` has to be 0.
struct FleetReport
{
    std::int64_t items = 0;      ///< acknowledged
    std::int64_t tries = 0;      ///< requests
    std::int64_t handshakes = 0; ///< of these `resumed` took up an earlier session
    std::int64_t resumed = 0;
    std::int64_t wrong = 0;                             ///< answers with a wrong signature, mark, digest or verdict
    std::map<std::string, int> troubles;                ///< why a try did not end in an answer of 200
    std::vector<double> milliseconds;                   ///< of each batch from its first try to its receipt, sorted
    double seconds = 0;                                 ///< from the first try to the last receipt
    [[nodiscard]] double percentile(double part) const; ///< of `milliseconds`, 0 to 1
};

/// Machines with a certificate each that hand over sealed reports over real TLS, batch after batch, and repeat each
/// until they have its receipt. Threads: its own; methods from any.
class Fleet
{
public:
    explicit Fleet(FleetOptions options);
    /// Ends, whatever is under way.
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    void start();
    /// Items that are acknowledged so far.
    [[nodiscard]] std::int64_t acknowledged() const;
    [[nodiscard]] bool isDone() const;
    /// Once it is done.
    [[nodiscard]] FleetReport report() const;
    [[nodiscard]] std::vector<Acknowledged> all() const;

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace banshi::testing::fleet
