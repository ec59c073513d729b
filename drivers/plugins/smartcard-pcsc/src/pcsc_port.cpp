// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_port.h"

#include <array>
#include <winscard.h>

namespace banshi::drivers::plugins::smartcard_pcsc
{

namespace
{

using sdk::ErrorCode;

constexpr std::size_t kStatus = 2;          // bytes at the end of every answer
constexpr std::size_t kLongestNames = 2048; // bytes; pcscd has at most 16 readers

static_assert(sizeof(SCARDCONTEXT) <= sizeof(long) && sizeof(SCARDHANDLE) <= sizeof(long));

std::string reasonOf(LONG code)
{
    return pcsc_stringify_error(code);
}

// Why the card cannot be spoken to, or the reader.
sdk::Failure failureOf(LONG code)
{
    switch (code)
    {
    case SCARD_E_NO_SMARTCARD:
    case SCARD_W_REMOVED_CARD:
    case SCARD_W_RESET_CARD:
        return sdk::commandError("noMedia", reasonOf(code));
    case SCARD_W_UNRESPONSIVE_CARD:
    case SCARD_W_UNPOWERED_CARD:
    case SCARD_W_UNSUPPORTED_CARD:
    case SCARD_E_PROTO_MISMATCH:
    case SCARD_E_NOT_TRANSACTED:
        return sdk::commandError("invalidMedia", reasonOf(code));
    default:
        return sdk::failure(ErrorCode::DeviceNotReady, reasonOf(code));
    }
}

// The first name of a list (each ends with a zero, the list with an empty one) that begins with `wanted`.
std::string findReader(const std::string& names, const std::string& wanted)
{
    for (std::size_t at = 0; at < names.size() && names[at] != '\0';)
    {
        std::string name = names.c_str() + at;
        if (name.starts_with(wanted))
            return name;
        at += name.size() + 1;
    }
    return {};
}

} // namespace

sdk::Outcome<std::unique_ptr<CardPort>> PcscPort::open(const std::string& name)
{
    SCARDCONTEXT context = 0;
    if (const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
        code != SCARD_S_SUCCESS)
        return sdk::failure(ErrorCode::DeviceNotReady, "pcscd: " + reasonOf(code));
    std::unique_ptr<PcscPort> port(new PcscPort(context));
    std::string names(kLongestNames, '\0');
    DWORD length = names.size();
    const LONG code = SCardListReaders(context, nullptr, names.data(), &length);
    port->m_reader = code == SCARD_S_SUCCESS ? findReader(names, name) : std::string();
    if (port->m_reader.empty())
        return sdk::failure(ErrorCode::DeviceNotReady, "no such reader");
    return std::unique_ptr<CardPort>(std::move(port));
}

PcscPort::~PcscPort()
{
    powerOff();
    SCardReleaseContext(m_context);
}

sdk::Outcome<bool> PcscPort::hasCard(std::chrono::milliseconds limit)
{
    SCARD_READERSTATE state{};
    state.szReader = m_reader.c_str();
    state.dwCurrentState = m_known;
    const LONG code = SCardGetStatusChange(m_context, static_cast<DWORD>(limit.count()), &state, 1);
    if (code == SCARD_S_SUCCESS)
        m_known = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
    else if (code != SCARD_E_TIMEOUT)
        return sdk::failure(ErrorCode::DeviceNotReady, reasonOf(code));
    if ((m_known & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE | SCARD_STATE_IGNORE)) != 0)
        return sdk::failure(ErrorCode::DeviceNotReady, "the reader is gone");
    return (m_known & SCARD_STATE_PRESENT) != 0;
}

sdk::Outcome<sdk::ChipCard> PcscPort::powerOn()
{
    powerOff();
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    if (const LONG code = SCardConnect(m_context, m_reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                                       SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
        code != SCARD_S_SUCCESS)
        return failureOf(code);
    m_card = card;
    m_isPowered = true;
    m_protocol = protocol;
    std::array<std::uint8_t, MAX_ATR_SIZE> atr{};
    DWORD length = atr.size();
    DWORD state = 0;
    if (const LONG code = SCardStatus(m_card, nullptr, nullptr, &state, &protocol, atr.data(), &length);
        code != SCARD_S_SUCCESS)
    {
        powerOff();
        return failureOf(code);
    }
    sdk::ChipCard powered;
    powered.protocol = m_protocol == SCARD_PROTOCOL_T1 ? sdk::ChipProtocol::T1 : sdk::ChipProtocol::T0;
    powered.atr = sdk::ChipData({atr.begin(), atr.begin() + static_cast<std::ptrdiff_t>(length)});
    return powered;
}

sdk::Outcome<sdk::ChipData> PcscPort::transmit(const std::vector<std::uint8_t>& command)
{
    if (!m_isPowered)
        return sdk::commandError("noMedia", "not powered");
    std::array<std::uint8_t, MAX_BUFFER_SIZE> answer{};
    DWORD length = answer.size();
    const SCARD_IO_REQUEST* const how = m_protocol == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    const LONG code = SCardTransmit(m_card, how, command.data(), command.size(), nullptr, answer.data(), &length);
    sdk::ChipData said(
        code == SCARD_S_SUCCESS
            ? std::vector<std::uint8_t>(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(length))
            : std::vector<std::uint8_t>());
    sdk::wipe(answer.data(), answer.size());
    // Some readers call it a success when a card says nothing any more.
    if (code == SCARD_S_SUCCESS && said.bytes.size() >= kStatus)
        return said;
    // Readers say in many ways that the card was taken out in the middle.
    const auto isThere = hasCard(std::chrono::milliseconds(0));
    if (isThere && !*isThere)
        return sdk::commandError("noMedia", reasonOf(code));
    if (code == SCARD_S_SUCCESS && isThere)
        return sdk::commandError("invalidMedia", "an answer without status");
    return isThere ? failureOf(code) : isThere.failure();
}

void PcscPort::powerOff()
{
    if (std::exchange(m_isPowered, false))
        SCardDisconnect(m_card, SCARD_UNPOWER_CARD);
}

} // namespace banshi::drivers::plugins::smartcard_pcsc
