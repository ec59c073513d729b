// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace banshi::drivers::virtual_smartcard
{

using Bytes = std::vector<std::uint8_t>;

/// A card with contacts that speaks T=0: one application with files, a root with one. Shared with nothing in the
/// driver. Threads: one.
class Card
{
public:
    /// `content`: of the file 0001 of the application D1 56 00 04 40 39 90.
    explicit Card(const std::string& content);

    /// What it says when it gets power: direct convention, T=0 only.
    [[nodiscard]] Bytes answerToReset() const;
    /// Power on, or a reset: nothing is selected.
    void reset();
    /// One command and its answer with both status bytes.
    [[nodiscard]] Bytes receive(const Bytes& command);
    /// Commands that it has answered.
    [[nodiscard]] int commands() const { return m_commands; }

private:
    struct File
    {
        Bytes content;
        std::vector<Bytes> records; ///< not empty: a file with records
    };
    using Place = std::pair<std::string, std::uint16_t>; ///< application (its bytes), file

    [[nodiscard]] Bytes select(const Bytes& command);
    [[nodiscard]] Bytes readBinary(const Bytes& command) const;
    [[nodiscard]] Bytes readRecord(const Bytes& command);
    [[nodiscard]] Bytes getResponse(const Bytes& command);
    [[nodiscard]] const File* selected() const;

    std::map<Place, File> m_files;
    std::string m_application;
    std::uint16_t m_file = 0;
    Bytes m_waiting; ///< for GET RESPONSE
    int m_commands = 0;
};

} // namespace banshi::drivers::virtual_smartcard
