// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/idcard/card_image.h"
#include "banshi/drivers/virtual/idcard/request_parser.h"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_idcard
{

/// What a reader can be told to do wrong, each for a number of requests.
enum class Fault
{
    SplitBytes,     ///< the reply comes in pieces of one to seven bytes
    WrongChecksum,  ///< the reply's last byte is wrong
    Noise,          ///< an echo of the request and garbage before the reply
    Silence,        ///< no reply
    ReadFailed,     ///< reading answers 41; the card has to be lifted
    SamFailure,     ///< whatever is asked, the module answers 66
    SelectFailed,   ///< selecting answers 81
    LiftDuringRead, ///< the card is gone when it is read
};

/// The fault that a word (`splitBytes`) names.
[[nodiscard]] std::optional<Fault> faultOf(const std::string& word);
/// All words that name one.
[[nodiscard]] std::vector<std::string> faultWords();

/// What a reader can do; the older ones cannot do everything.
struct ReaderModel
{
    bool fingerprint = true; ///< without it, 30 10 is answered with 21
    bool baudChange = true;  ///< without it, 60 xx is answered with 21
    int baud = 115200;       ///< the rate that it was left at: 9600, 19200, 38400, 57600 or 115200
};

/// What goes back over the line.
struct Delivery
{
    std::vector<std::uint8_t> bytes; ///< empty: silence
    bool split = false;
};

/// A SAM_V module with an antenna and perhaps a card on it: one state machine, no line. A card that has been selected
/// answers "no card" to a search until it has been lifted. Threads: one.
class ReaderMachine
{
public:
    enum class CardState
    {
        Absent,
        Lying,
        Selected,
        Spoiled, ///< a read failed
    };

    void place(CardImage card);
    void lift();
    /// Exchanges the module for another; a card that lies there stays.
    void become(ReaderModel model) { m_model = model; }
    /// Whether a module can speak at this rate.
    [[nodiscard]] static bool isRate(int baud);
    /// The rate at which the module speaks and listens now.
    [[nodiscard]] int baud() const { return m_model.baud; }
    /// The module starts anew; a card that lies there has to be found again.
    void restart();
    void addFault(Fault fault, int times) { m_faults[fault] = times; }
    void clearFaults() { m_faults.clear(); }

    [[nodiscard]] Delivery answer(const Request& request);

    [[nodiscard]] CardState cardState() const { return m_state; }
    /// Completed reads since the start.
    [[nodiscard]] int reads() const { return m_reads; }

private:
    bool strike(Fault fault);
    std::vector<std::uint8_t> reply(const Request& request);
    std::vector<std::uint8_t> select();
    std::vector<std::uint8_t> read(bool withFingerprint);
    std::vector<std::uint8_t> newestAddress() const;
    std::vector<std::uint8_t> setBaud(std::uint8_t code);

    ReaderModel m_model;
    CardState m_state = CardState::Absent;
    CardImage m_card;
    std::map<Fault, int> m_faults; // how often each still strikes
    int m_reads = 0;
    std::minstd_rand m_random{20151212};
};

} // namespace banshi::drivers::virtual_idcard
