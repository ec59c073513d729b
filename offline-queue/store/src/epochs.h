// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

namespace banshi::queue::store
{

/// A row of `epoch`, see FORMAT.md.
struct Epoch
{
    std::int64_t id = 0;
    std::string name;
    std::string device;
};

/// Begins a new epoch when there is none or the machine has another id than it had. Returns the device id of before
/// when one began. Throws SqlFault. Threads: the writer's, in a transaction.
[[nodiscard]] std::optional<std::string> ensureEpoch(Connection& database, const std::string& device,
                                                     std::int64_t nowMillis);

/// The epoch of what is accepted now; ensureEpoch() comes first. Throws SqlFault. Threads: the writer's.
[[nodiscard]] Epoch currentEpoch(Connection& database);

/// Writes down what each epoch says, so that a flipped bit in a device id does not send items under a wrong name (the
/// chain holds the epoch's name, not the device). Throws SqlFault. Threads: as above.
void noteEpochs(Connection& database);

/// Puts the machine's own id back where an epoch's row does not fit what was written down of it. Returns how many rows
/// do not fit, mended or not. Throws SqlFault. Threads: as above.
[[nodiscard]] std::int64_t mendEpochs(Connection& database, const std::string& device);

} // namespace banshi::queue::store
