// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/zvt/terminal.h"

#include <string_view>

namespace banshi::drivers::virtual_zvt
{

namespace
{

constexpr std::uint8_t kDeclined = 0x05; // of the bank
constexpr std::uint8_t kStopped = 0x6C;
constexpr std::uint8_t kNotRegistered = 0x6B;
constexpr std::uint8_t kNotPossible = 0x83;
constexpr std::uint8_t kWait = 0x9C;
constexpr std::uint8_t kAlreadyReversed = 0xB4;
constexpr std::uint8_t kDiagnosisRequired = 0xC2;

const Bytes kAcknowledge{0x80, 0x00, 0x00};
const Bytes kCompletion{0x06, 0x0F, 0x00};
const Bytes kInsertCard{0x04, 0xFF, 0x01, 0x0A};
const Bytes kWaitForBank{0x04, 0xFF, 0x01, 0x04};
// A text block for the receipt: "TOTAL".
const Bytes kReceiptText{0x06, 0xD3, 0x0B, 0x06, 0x09, 0x25, 0x07, 0x07, 0x05, 'T', 'O', 'T', 'A', 'L'};

Bytes refusal(std::uint8_t code)
{
    return {0x84, code, 0x00};
}

Bytes aborted(std::uint8_t code)
{
    return {0x06, 0x1E, 0x01, code};
}

long long fromBcd(const Bytes& bytes, std::size_t at, std::size_t count)
{
    long long value = 0;
    for (std::size_t i = at; i < at + count && i < bytes.size(); ++i)
        value = value * 100 + (bytes[i] >> 4) * 10 + (bytes[i] & 0x0F);
    return value;
}

void appendBcd(Bytes& bytes, long long value, int count)
{
    for (int i = count - 1; i >= 0; --i)
    {
        long long pair = value;
        for (int k = 0; k < i; ++k)
            pair /= 100;
        bytes.push_back(static_cast<std::uint8_t>((pair / 10 % 10) << 4 | pair % 10));
    }
}

} // namespace

std::vector<Bytes> Terminal::receive(const Bytes& message)
{
    const auto code = static_cast<std::uint16_t>(message[0] << 8 | message[1]);
    if (message[0] == 0x80 || message[0] == 0x84)
    {
        m_isWaiting = false;
        return next();
    }
    const std::size_t head = message[2] == 0xFF ? 5 : 3;
    return answer(code, Bytes(message.begin() + static_cast<std::ptrdiff_t>(head), message.end()));
}

std::vector<Bytes> Terminal::answer(std::uint16_t code, const Bytes& data)
{
    if (code == 0x06B0)
    {
        std::vector<Bytes> all = begin({});
        if (m_running && !m_isDeaf)
        {
            auto more = act(Deed::Cancel);
            all.insert(all.end(), more.begin(), more.end());
        }
        return all;
    }
    if (m_toLose > 0 && (code == 0x0601 || code == 0x0630))
    {
        --m_toLose;
        return {};
    }
    if (code == 0x0601)
        ++m_payments;
    if (m_running)
        return {refusal(kWait)};
    if (code == 0x0600)
    {
        m_isRegistered = true;
        return begin({kCompletion});
    }
    if (!m_isRegistered)
        return {refusal(kNotRegistered)};
    if (code == 0x0501)
        return begin({m_isBroken ? aborted(kDiagnosisRequired) : kCompletion});
    if (code == 0x0601)
        return authorise(data);
    if (code == 0x0620)
        return repeat();
    if (code == 0x0630)
        return reverse(data);
    return {refusal(kNotPossible)};
}

std::vector<Bytes> Terminal::authorise(const Bytes& data)
{
    if (data.size() < 7 || data[0] != 0x04)
        return {refusal(0x9A)}; // protocol error
    m_running = fromBcd(data, 1, 6);
    std::vector<Bytes> all = begin({kInsertCard});
    if (m_habit)
    {
        auto more = act(*m_habit);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

std::vector<Bytes> Terminal::act(Deed deed)
{
    if (!m_running)
        return {};
    const long long cents = *m_running;
    m_running.reset();
    if (deed == Deed::Cancel)
        m_toSay.insert(m_toSay.end(), {record(kStopped, 0, false), aborted(kStopped)});
    else if (deed == Deed::Refuse)
        m_toSay.insert(m_toSay.end(), {kWaitForBank, record(kDeclined, cents, true), aborted(kDeclined)});
    else
    {
        m_takings += cents;
        const Bytes status = record(0, cents, true);
        m_paid[m_receipt] = cents;
        m_toSay.insert(m_toSay.end(), {kWaitForBank, status, kReceiptText, kCompletion});
    }
    return next();
}

// A status information as real terminals send it, card and all.
Bytes Terminal::record(std::uint8_t result, long long amount, bool isKept)
{
    Bytes data{0x27, result};
    if (isKept)
    {
        ++m_receipt;
        data.push_back(0x04);
        appendBcd(data, amount, 6);
        data.push_back(0x0B);
        appendBcd(data, m_receipt, 3);
        data.insert(data.end(), {0x0C, 0x22, 0x39, 0x53, 0x0D, 0x10, 0x06, 0x22, 0xF0, 0xF8, 0xEE, 0xEE, 0xEE, 0xEE,
                                 0xEE, 0xEE, 0x47, 0x71, 0x29, 0x28, 0x00, 0x48, 0x69, 0x49, 0x01, 0x56, 0x87});
        appendBcd(data, m_receipt, 2);
    }
    constexpr std::string_view kText = "GEN.NR.:611804";
    data.insert(data.end(), {0x3C, 0xF0, 0xF1, 0xF4});
    data.insert(data.end(), kText.begin(), kText.end());
    Bytes message{0x04, 0x0F, static_cast<std::uint8_t>(data.size())};
    message.insert(message.end(), data.begin(), data.end());
    if (isKept)
        m_last = message;
    return message;
}

std::vector<Bytes> Terminal::repeat()
{
    if (m_isForgetful)
        return begin({kCompletion});
    if (m_last.empty())
        return begin({aborted(kNotPossible)});
    return begin({m_last, kReceiptText, kCompletion});
}

std::vector<Bytes> Terminal::reverse(const Bytes& data)
{
    const auto paid = m_paid.find(static_cast<int>(fromBcd(data, 4, 2)));
    if (paid == m_paid.end())
        return begin({record(kAlreadyReversed, 0, false), aborted(kAlreadyReversed)});
    const long long cents = paid->second;
    m_takings -= cents;
    m_paid.erase(paid);
    const Bytes status = record(0, cents, true);
    return begin({status, kReceiptText, kCompletion});
}

std::vector<Bytes> Terminal::begin(std::vector<Bytes> messages)
{
    m_toSay.insert(m_toSay.end(), messages.begin(), messages.end());
    std::vector<Bytes> all{kAcknowledge};
    const auto more = next();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<Bytes> Terminal::next()
{
    if (m_isWaiting || m_toSay.empty())
        return {};
    m_isWaiting = true;
    std::vector<Bytes> one{m_toSay.front()};
    m_toSay.pop_front();
    return one;
}

void Terminal::connected()
{
    m_toSay.clear();
    m_isWaiting = false;
    m_isRegistered = false;
}

void Terminal::restart()
{
    m_running.reset();
    m_isBroken = false;
    connected();
}

} // namespace banshi::drivers::virtual_zvt
