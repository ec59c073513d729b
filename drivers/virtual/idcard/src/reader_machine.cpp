// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/reader_machine.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::virtual_idcard
{

namespace
{

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t kBadCommand = 0x21;
constexpr int kLongestNoise = 40;
constexpr std::array<int, 5> kBauds{115200, 57600, 38400, 19200, 9600}; // by the codes of command 60

// "05" "03", then 20151212, 1234567 and 987654, little-endian.
constexpr std::array<std::uint8_t, 16> kModuleNumber{0x05, 0x00, 0x03, 0x00, 0xAC, 0x7B, 0x33, 0x01,
                                                     0x87, 0xD6, 0x12, 0x00, 0x06, 0x12, 0x0F, 0x00};

// A reply frame around three status bytes and data.
Bytes frame(std::uint8_t status, const Bytes& data = {})
{
    const std::size_t length = data.size() + 4;
    Bytes bytes{
        0xAA, 0xAA, 0xAA,  0x96, 0x69, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length),
        0x00, 0x00, status};
    bytes.insert(bytes.end(), data.begin(), data.end());
    std::uint8_t sum = 0;
    for (std::size_t i = 5; i < bytes.size(); ++i)
        sum = static_cast<std::uint8_t>(sum ^ bytes[i]);
    bytes.push_back(sum);
    return bytes;
}

template <class Range>
void append(Bytes& bytes, const Range& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

struct FaultWord
{
    const char* word;
    Fault fault;
};
constexpr FaultWord kFaults[] = {
    {"splitBytes", Fault::SplitBytes},     {"wrongChecksum", Fault::WrongChecksum},   {"noise", Fault::Noise},
    {"silence", Fault::Silence},           {"readFailed", Fault::ReadFailed},         {"samFailure", Fault::SamFailure},
    {"selectFailed", Fault::SelectFailed}, {"liftDuringRead", Fault::LiftDuringRead},
};

} // namespace

std::optional<Fault> faultOf(const std::string& word)
{
    for (const FaultWord& known : kFaults)
        if (word == known.word)
            return known.fault;
    return std::nullopt;
}

std::vector<std::string> faultWords()
{
    std::vector<std::string> words;
    for (const FaultWord& known : kFaults)
        words.emplace_back(known.word);
    return words;
}

void ReaderMachine::place(CardImage card)
{
    m_card = std::move(card);
    m_state = CardState::Lying;
}

void ReaderMachine::lift()
{
    m_card = CardImage();
    m_state = CardState::Absent;
}

void ReaderMachine::restart()
{
    if (m_state != CardState::Absent)
        m_state = CardState::Lying;
}

bool ReaderMachine::isRate(int baud)
{
    return std::find(kBauds.begin(), kBauds.end(), baud) != kBauds.end();
}

bool ReaderMachine::strike(Fault fault)
{
    const auto found = m_faults.find(fault);
    if (found == m_faults.end())
        return false;
    if (--found->second <= 0)
        m_faults.erase(found);
    return true;
}

Delivery ReaderMachine::answer(const Request& request)
{
    if (strike(Fault::Silence))
        return {};
    Delivery delivery{reply(request), false};
    if (strike(Fault::WrongChecksum))
        delivery.bytes.back() = static_cast<std::uint8_t>(~delivery.bytes.back());
    if (strike(Fault::Noise))
    {
        Bytes noisy = request.frame;
        for (unsigned left = m_random() % kLongestNoise; left > 0; --left)
            noisy.push_back(static_cast<std::uint8_t>(m_random()));
        append(noisy, delivery.bytes);
        delivery.bytes = std::move(noisy);
    }
    delivery.split = strike(Fault::SplitBytes);
    return delivery;
}

Bytes ReaderMachine::reply(const Request& request)
{
    if (!request.lengthOk)
        return frame(0x11);
    if (!request.checksumOk)
        return frame(0x10);
    if (strike(Fault::SamFailure))
        return frame(0x66);
    switch (request.command << 8 | request.parameter)
    {
    case 0x10FF: // reset
    case 0x11FF: // status
    case 0x61FF: // longest radio frame
        return frame(0x90);
    case 0x12FF:
        return frame(0x90, Bytes(kModuleNumber.begin(), kModuleNumber.end()));
    case 0x2001:
        return m_state == CardState::Lying ? frame(0x9F, Bytes(4)) : frame(0x80);
    case 0x2002:
        return select();
    case 0x3001:
        return read(false);
    case 0x3010:
        return m_model.fingerprint ? read(true) : frame(kBadCommand);
    case 0x3003:
        return newestAddress();
    default:
        return request.command == 0x60 ? setBaud(request.parameter) : frame(kBadCommand);
    }
}

// The answer still goes out at the old rate; the driver is not to count on it.
Bytes ReaderMachine::setBaud(std::uint8_t code)
{
    if (!m_model.baudChange || code >= kBauds.size())
        return frame(kBadCommand);
    m_model.baud = kBauds[code];
    return frame(0x90);
}

Bytes ReaderMachine::select()
{
    if (m_state != CardState::Lying || strike(Fault::SelectFailed))
        return frame(0x81);
    m_state = CardState::Selected;
    return frame(0x90, Bytes(8));
}

Bytes ReaderMachine::read(bool withFingerprint)
{
    if (strike(Fault::LiftDuringRead))
        lift();
    else if (m_state == CardState::Selected && strike(Fault::ReadFailed))
        m_state = CardState::Spoiled;
    if (m_state != CardState::Selected)
        return frame(0x41);
    Bytes data = withFingerprint ? Bytes{0x01, 0x00, 0x04, 0x00, 0x04, 0x00} : Bytes{0x01, 0x00, 0x04, 0x00};
    append(data, m_card.text);
    append(data, m_card.photo);
    if (withFingerprint)
        append(data, m_card.fingerprint);
    ++m_reads;
    return frame(0x90, data);
}

Bytes ReaderMachine::newestAddress() const
{
    if (m_state != CardState::Selected && m_state != CardState::Spoiled)
        return frame(0x41);
    return m_card.newestAddress ? frame(0x90, *m_card.newestAddress) : frame(0x91);
}

} // namespace banshi::drivers::virtual_idcard
