// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/recording_channel.h>
#include <cstdint>
#include <span>
#include <vector>

namespace banshi::drivers::conformance
{

/// The device's side of a recording, for a driver that asks in another order, or more often, than it was recorded: a
/// request gets what followed the next like it in the recording, from its beginning again after its end.
/// Threads: plain value.
class RecordedAnswers
{
public:
    explicit RecordedAnswers(std::vector<sdk::RecordedTransfer> transfers);

    /// Takes bytes from the driver, however they are cut, and returns what the device says to them. Bytes that begin no
    /// recorded request are thrown away and get no answer.
    [[nodiscard]] std::vector<std::uint8_t> hear(std::span<const std::uint8_t> bytes);
    /// From the beginning, as after being plugged in.
    void rewind();
    /// How often bytes were thrown away since the last rewind.
    [[nodiscard]] int strays() const { return m_strays; }

private:
    struct Exchange
    {
        std::vector<std::uint8_t> request;
        std::vector<std::uint8_t> answer;
    };

    /// The next exchange whose request is all of what was heard, or begins it; null when there is none.
    [[nodiscard]] const Exchange* find();
    [[nodiscard]] bool isBegun() const;

    std::vector<Exchange> m_exchanges;
    std::vector<std::uint8_t> m_heard;
    std::size_t m_next = 0;
    int m_strays = 0;
};

} // namespace banshi::drivers::conformance
