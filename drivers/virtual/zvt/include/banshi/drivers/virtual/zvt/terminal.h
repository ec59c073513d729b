// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace banshi::drivers::virtual_zvt
{

using Bytes = std::vector<std::uint8_t>;

/// What the person at the terminal does.
enum class Deed
{
    Pay,
    Refuse, ///< the bank says no
    Cancel, ///< the red key
};

/// A ZVT terminal without its wire: registration, one running payment, the last transaction. Says one message at a
/// time and waits for its acknowledgement, as the real ones do. Shared with nothing in the driver. Threads: one.
class Terminal
{
public:
    /// One whole message of the cash register; returns what goes back at once.
    [[nodiscard]] std::vector<Bytes> receive(const Bytes& message);
    /// The person acts on the running payment; nothing when none runs.
    [[nodiscard]] std::vector<Bytes> act(Deed deed);
    /// Somebody has connected: what was not said is forgotten, the registration too, a running payment goes on.
    void connected();
    /// The terminal starts anew: the running payment ends without money.
    void restart();
    /// From now on each payment is acted on at once.
    void setHabit(std::optional<Deed> habit) { m_habit = habit; }
    void setBroken(bool isBroken) { m_isBroken = isBroken; }
    /// Abort commands are acknowledged and not followed.
    void setDeaf(bool isDeaf) { m_isDeaf = isDeaf; }
    /// "Repeat receipt" tells nothing.
    void setForgetful(bool isForgetful) { m_isForgetful = isForgetful; }
    /// The next `count` authorisations and reversals are lost on their way in.
    void loseRequests(int count) { m_toLose = count; }

    [[nodiscard]] bool isPaying() const { return m_running.has_value(); }
    /// Cents that were taken and not given back.
    [[nodiscard]] long long takings() const { return m_takings; }
    /// Payments that were asked for, repeated ones included.
    [[nodiscard]] int payments() const { return m_payments; }

private:
    std::vector<Bytes> answer(std::uint16_t code, const Bytes& data);
    std::vector<Bytes> authorise(const Bytes& data);
    std::vector<Bytes> reverse(const Bytes& data);
    std::vector<Bytes> repeat();
    /// Acknowledges and then says these, one by one.
    std::vector<Bytes> begin(std::vector<Bytes> messages);
    std::vector<Bytes> next();
    Bytes record(std::uint8_t result, long long amount, bool isKept);

    bool m_isRegistered = false;
    bool m_isBroken = false;
    bool m_isDeaf = false;
    bool m_isForgetful = false;
    bool m_isWaiting = false; ///< for the acknowledgement of what was said last
    int m_toLose = 0;
    std::optional<Deed> m_habit;
    std::optional<long long> m_running; ///< cents
    std::deque<Bytes> m_toSay;
    std::map<int, long long> m_paid; ///< receipt number -> cents that can be given back
    Bytes m_last;                    ///< status information of the last transaction
    int m_receipt = 0;
    long long m_takings = 0;
    int m_payments = 0;
};

} // namespace banshi::drivers::virtual_zvt
