// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/timer.h"

#include <QObject>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_wire
{

/// What a line can do to what a simulated device says; the words stand in drivers/virtual/FAULTS.md.
enum class LineFault
{
    SplitBytes,    ///< pieces of one to seven bytes
    WrongChecksum, ///< the last byte is inverted
    Noise,         ///< up to 40 random bytes come first
    Silence,       ///< nothing is said for a while, and what was to be said is lost
    HalfFrame,     ///< only the first half is said
    Slow,          ///< one byte every 20 ms
    Flood,         ///< the same 200 times
    OtherAnswer,   ///< what was said before comes once more first
};

/// The fault of a word (`splitBytes`); nothing when there is none. Threads: pure.
[[nodiscard]] std::optional<LineFault> lineFaultOf(const std::string& word);
/// The word of a fault. Threads: pure.
[[nodiscard]] std::string text(LineFault fault);

/// The mouth of a simulated device: says whole answers, as well or as badly as it is told.
/// Threads: one, with an event loop.
class Speaker : public QObject
{
    Q_OBJECT

public:
    using Bytes = std::vector<std::uint8_t>;
    using Sink = std::function<void(const Bytes&)>;

    /// `clock` must outlive the speaker; `sink` is the line.
    Speaker(const base::Clock& clock, Sink sink, QObject* parent = nullptr);

    /// Says one answer behind those that are still being said.
    void say(Bytes answer);
    /// The next `times` answers meet `fault`; for Silence: nothing is said for `silence` from now.
    void arm(LineFault fault, int times, std::chrono::milliseconds silence);
    /// Forgets all faults.
    void disarm();
    /// From now on bytes take their time, as on a serial line of `baud` with ten bits a byte; 0: no time.
    void pace(int baud) { m_baud = baud; }
    /// Forgets what is still to be said.
    void interrupt();

private:
    struct Piece
    {
        Bytes bytes;
        base::Nanoseconds after{0}; ///< pause before it
    };

    bool strike(LineFault fault);
    void queue(const Bytes& answer);
    void next();
    void nextPaced();

    const base::Clock& m_clock;
    Sink m_sink;
    base::Timer m_pause;
    std::map<LineFault, int> m_faults; ///< how often each still strikes
    base::MonoTime m_silentUntil;
    std::deque<Piece> m_pieces;
    Bytes m_before;
    int m_baud = 0;
    base::MonoTime m_began;  ///< when a paced line was last idle
    std::size_t m_count = 0; ///< bytes since then
    std::minstd_rand m_random{20260101};
};

} // namespace banshi::drivers::virtual_wire
