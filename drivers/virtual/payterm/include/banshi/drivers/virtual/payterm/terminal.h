// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_payterm
{

/// What the person at the terminal does.
enum class Deed
{
    Pay,
    Refuse, ///< the bank says no
    Cancel, ///< the red key
};

/// A payment terminal without its wire: knows logins, one running payment, and every transaction since it was made.
/// Shared with nothing in the driver. Threads: one.
class Terminal
{
public:
    /// One message of the sale system; returns the messages that go back at once. Never throws.
    [[nodiscard]] std::vector<nlohmann::json> receive(const nlohmann::json& message);
    /// The person acts on the running payment; nothing when none runs.
    [[nodiscard]] std::vector<nlohmann::json> act(Deed deed);
    /// The terminal starts anew: the running payment ends without money, the login is gone, what was done is known.
    void restart();
    /// From now on each payment is acted on at once.
    void setHabit(std::optional<Deed> habit) { m_habit = habit; }
    void setBroken(bool isBroken) { m_isBroken = isBroken; }
    /// The next `count` requests other than questions are lost on their way in.
    void loseRequests(int count) { m_toLose = count; }

    [[nodiscard]] bool isPaying() const { return !m_running.is_null(); }
    /// Fen that were taken and not given back.
    [[nodiscard]] long long takings() const { return m_takings; }
    /// Payments that were asked for, repeated ones included.
    [[nodiscard]] int payments() const { return m_payments; }

private:
    using Messages = std::vector<nlohmann::json>;
    Messages login(const nlohmann::json& header);
    Messages diagnosis(const nlohmann::json& header);
    Messages pay(const nlohmann::json& header, const nlohmann::json& body);
    Messages abort(const nlohmann::json& body);
    Messages status(const nlohmann::json& header, const nlohmann::json& body);
    Messages reverse(const nlohmann::json& header, const nlohmann::json& body);
    Messages finish(nlohmann::json response);

    bool m_isLoggedIn = false;
    bool m_isBroken = false;
    int m_toLose = 0;
    std::optional<Deed> m_habit;
    nlohmann::json m_running;                     ///< header and amount of the running payment, or null
    std::map<std::string, nlohmann::json> m_done; ///< ServiceID -> its whole response
    std::map<std::string, long long> m_paid;      ///< TransactionID -> fen that can be given back
    std::string m_last;                           ///< ServiceID of the last transaction
    long long m_takings = 0;
    int m_payments = 0;
};

} // namespace banshi::drivers::virtual_payterm
