// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/smartcard/card_watch.h"

#include <QByteArray>
#include <utility>
#include <winscard.h>

namespace banshi::drivers::virtual_smartcard
{

namespace
{

constexpr const char* kReader = "Virtual PCD 00 00"; // the first of its two slots

static_assert(sizeof(SCARDCONTEXT) <= sizeof(long));

} // namespace

CardWatch::CardWatch(const std::string& socket)
{
    qputenv("PCSCLITE_CSOCK_NAME", QByteArray::fromStdString(socket));
}

CardWatch::~CardWatch()
{
    forget();
}

void CardWatch::forget()
{
    if (std::exchange(m_isOpen, false))
        SCardReleaseContext(m_context);
}

std::optional<bool> CardWatch::hasCard()
{
    if (!m_isOpen)
    {
        SCARDCONTEXT context = 0;
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context) != SCARD_S_SUCCESS)
            return std::nullopt;
        m_context = context;
        m_isOpen = true;
    }
    SCARD_READERSTATE state{};
    state.szReader = kReader;
    const bool isTold = SCardGetStatusChange(m_context, 0, &state, 1) == SCARD_S_SUCCESS;
    if (!isTold || (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) != 0)
    {
        forget();
        return std::nullopt;
    }
    return (state.dwEventState & SCARD_STATE_PRESENT) != 0;
}

} // namespace banshi::drivers::virtual_smartcard
