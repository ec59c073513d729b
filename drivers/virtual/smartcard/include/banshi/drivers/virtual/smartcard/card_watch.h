// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace banshi::drivers::virtual_smartcard
{

/// What any program hears of pcscd: whether a card is in the virtual reader. pcscd looks after its readers two or three
/// times a second only. Threads: one.
class CardWatch
{
public:
    /// `socket`: pcscd's. libpcsclite looks for it once in a process.
    explicit CardWatch(const std::string& socket);
    ~CardWatch();
    CardWatch(const CardWatch&) = delete;
    CardWatch& operator=(const CardWatch&) = delete;

    /// Nothing while pcscd or the reader is not there.
    [[nodiscard]] std::optional<bool> hasCard();

private:
    void forget();

    long m_context = 0;
    bool m_isOpen = false;
};

} // namespace banshi::drivers::virtual_smartcard
