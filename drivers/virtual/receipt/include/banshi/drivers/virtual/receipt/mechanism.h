// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/receipt/print_head.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>

namespace banshi::drivers::virtual_receipt
{

/// How much paper is left.
enum class PaperRoll
{
    Full,
    Low,
    Out,
};

/// What can go wrong while a slip is printed.
enum class Mishap
{
    None,
    JamBefore, ///< before the first line
    Jam,       ///< after the third line
    JamAfter,  ///< when the slip has fallen
    CoverOpen, ///< after the third line
    Cutter,    ///< when the slip is to be cut
    PaperLow,  ///< after the third line; it is printed all the same
    PaperOut,  ///< after the third line
    Silence,   ///< from its first line on nothing is answered; the slip is printed all the same
    Noise,     ///< stray bytes before each answer
};

/// What step() did.
enum class Step
{
    Idle,    ///< nothing to do
    Moved,   ///< paper moved; the next step takes mechanical time
    Done,    ///< a command without movement
    CutOff,  ///< a slip fell: takeSlip() has it
    Blocked, ///< out of paper, open, jammed or broken
};

/// The printer behind the wire: receive buffer, real-time commands, sensors, head and knife.
/// Threads: one.
class Mechanism
{
public:
    /// Takes bytes from the wire. Real-time commands (DLE …) act at once, wherever they stand, even inside the data of
    /// another command, as they do on some models.
    void receive(std::span<const std::uint8_t> bytes);
    /// What the printer says; taken by the caller.
    [[nodiscard]] Bytes takeAnswers();
    /// Executes the next command of the buffer.
    Step step();
    /// The slip that fell last.
    [[nodiscard]] std::optional<Paper> takeSlip();

    void setRoll(PaperRoll roll) { m_roll = roll; }
    void setCover(bool open) { m_coverOpen = open; }
    /// Lets `mishap` happen in each of the next `times` slips.
    void arm(Mishap mishap, int times);
    /// A person opens the printer and takes out what hangs inside, uncut.
    void takeOut();
    /// A person opens the printer, removes what is stuck, closes it.
    void repair();
    /// Power goes and comes back: what was received and not printed is lost, what is on the paper stays there.
    void restart();

    [[nodiscard]] PaperRoll roll() const { return m_roll; }
    [[nodiscard]] bool coverOpen() const { return m_coverOpen; }
    [[nodiscard]] bool jammed() const { return m_jammed; }
    [[nodiscard]] bool cutterFailed() const { return m_cutterFailed; }
    [[nodiscard]] bool buffered() const { return !m_buffer.empty(); }
    [[nodiscard]] Mishap armed() const { return m_times > 0 ? m_mishap : Mishap::None; }

private:
    void realTime(std::uint8_t byte);
    void answer(std::span<const std::uint8_t> bytes);
    [[nodiscard]] std::uint8_t status(int which) const;
    [[nodiscard]] bool blocked() const { return m_coverOpen || m_jammed || m_cutterFailed || m_roll == PaperRoll::Out; }
    [[nodiscard]] bool happens(Mishap mishap) const { return m_times > 0 && m_mishap == mishap; }
    Step perform(const Parsed& parsed);
    void spoilSlip();
    Step cutOff();
    Step endOfSlip();

    PrintHead m_head;
    Bytes m_buffer;
    Bytes m_answers;
    std::deque<std::uint8_t> m_recent; // the last bytes, for real-time commands
    std::optional<Paper> m_slip;
    PaperRoll m_roll = PaperRoll::Full;
    bool m_coverOpen = false;
    bool m_jammed = false;
    bool m_cutterFailed = false;
    Mishap m_mishap = Mishap::None;
    int m_times = 0;
    int m_linesOfSlip = 0;
    bool m_slipEnded = false; // cut, but the question after it not answered yet
    unsigned m_noise = 1;
};

} // namespace banshi::drivers::virtual_receipt
