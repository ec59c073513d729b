// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/pty.h"

namespace banshi::drivers::virtual_wire
{

base::Result<void, WireFault> Pty::plugIn(const std::string& link)
{
    const auto plugged = pty::Pty::plugIn(link);
    if (plugged)
        return {};
    const bool isLink = plugged.error().code == pty::PtyError::CannotLink;
    return base::fail(isLink ? WireError::CannotLink : WireError::CannotOpenPty, plugged.error().detail);
}

} // namespace banshi::drivers::virtual_wire
