// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/pty/pty.h"
#include "banshi/drivers/virtual/wire/control_server.h"

namespace banshi::drivers::virtual_wire
{

/// A simulated device on a serial line. Threads: as pty::Pty.
class Pty : public pty::Pty
{
    Q_OBJECT

public:
    using pty::Pty::Pty;

    /// As pty::Pty, with this kit's errors: CannotOpenPty, CannotLink.
    base::Result<void, WireFault> plugIn(const std::string& link);
};

} // namespace banshi::drivers::virtual_wire
