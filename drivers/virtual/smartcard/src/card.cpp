// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/smartcard/card.h"

#include <algorithm>

namespace banshi::drivers::virtual_smartcard
{

namespace
{

const Bytes kOk{0x90, 0x00};
const Bytes kFileNotFound{0x6A, 0x82};
const Bytes kRecordNotFound{0x6A, 0x83};
const Bytes kBeyondEnd{0x6B, 0x00};
const Bytes kUnknown{0x6D, 0x00};
const Bytes kWrongLength{0x67, 0x00};
const Bytes kNoFile{0x69, 0x86};
const std::string kApplication("\xD1\x56\x00\x04\x40\x39\x90", 7);

Bytes said(const Bytes& data, const Bytes& status)
{
    Bytes answer = data;
    answer.insert(answer.end(), status.begin(), status.end());
    return answer;
}

Bytes bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

} // namespace

Card::Card(const std::string& content)
{
    m_files[{std::string(), 0xEF05}].content = bytesOf("BANSHI TEST CARD");
    m_files[{kApplication, 0x0001}].content = bytesOf(content);
    m_files[{kApplication, 0x0002}].records = {bytesOf("first"), bytesOf("second record")};
}

Bytes Card::answerToReset() const
{
    return {0x3B, 0x65, 0x00, 0x00, 0x42, 0x41, 0x4E, 0x53, 0x48};
}

void Card::reset()
{
    m_application.clear();
    m_file = 0;
    m_waiting.clear();
}

const Card::File* Card::selected() const
{
    const auto found = m_files.find({m_application, m_file});
    return found == m_files.end() ? nullptr : &found->second;
}

Bytes Card::receive(const Bytes& command)
{
    ++m_commands;
    if (command.size() < 4 || command[0] != 0x00)
        return kUnknown;
    switch (command[1])
    {
    case 0xA4:
        return select(command);
    case 0xB0:
        return readBinary(command);
    case 0xB2:
        return readRecord(command);
    case 0xC0:
        return getResponse(command);
    default:
        return kUnknown;
    }
}

Bytes Card::select(const Bytes& command)
{
    if (command.size() < 5 || command.size() < 5U + command[4])
        return kWrongLength;
    const std::string name(command.begin() + 5, command.begin() + 5 + command[4]);
    if (command[2] == 0x04)
    {
        if (name != kApplication)
            return kFileNotFound;
        m_application = name;
        m_file = 0;
        // As many cards do it: something about the application, to be fetched.
        m_waiting = {0x6F, 0x09, 0x84, 0x07};
        m_waiting.insert(m_waiting.end(), name.begin(), name.end());
        return {0x61, static_cast<std::uint8_t>(m_waiting.size())};
    }
    if (name.size() != 2)
        return kWrongLength;
    const auto id = static_cast<std::uint16_t>(command[5] << 8 | command[6]);
    if (id == 0x3F00)
    {
        reset();
        return kOk;
    }
    if (!m_files.contains({m_application, id}))
        return kFileNotFound;
    m_file = id;
    return kOk;
}

Bytes Card::readBinary(const Bytes& command) const
{
    const File* const file = selected();
    if (file == nullptr || !file->records.empty())
        return kNoFile;
    const auto at = static_cast<std::size_t>(command[2] << 8 | command[3]);
    if (at >= file->content.size())
        return kBeyondEnd;
    const std::size_t wanted = command.size() > 4 && command[4] != 0 ? command[4] : 256;
    const std::size_t left = file->content.size() - at;
    if (wanted > left)
        return {0x6C, static_cast<std::uint8_t>(left)};
    const auto from = file->content.begin() + static_cast<std::ptrdiff_t>(at);
    return said({from, from + static_cast<std::ptrdiff_t>(wanted)}, kOk);
}

Bytes Card::readRecord(const Bytes& command)
{
    const File* const file = selected();
    if (file == nullptr || file->records.empty())
        return kNoFile;
    const std::size_t number = command[2];
    if (number == 0 || number > file->records.size())
        return kRecordNotFound;
    m_waiting = file->records[number - 1];
    return {0x61, static_cast<std::uint8_t>(m_waiting.size())};
}

Bytes Card::getResponse(const Bytes& command)
{
    const std::size_t wanted = command.size() > 4 && command[4] != 0 ? command[4] : 256;
    const std::size_t count = std::min(wanted, m_waiting.size());
    const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
    const Bytes part(m_waiting.begin(), end);
    m_waiting.erase(m_waiting.begin(), end);
    if (part.empty())
        return {0x69, 0x85};
    const Bytes more{0x61, static_cast<std::uint8_t>(m_waiting.size())};
    return said(part, m_waiting.empty() ? kOk : more);
}

} // namespace banshi::drivers::virtual_smartcard
