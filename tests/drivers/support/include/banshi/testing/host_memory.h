// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/device_chain.h"

#include <functional>

namespace banshi::testing
{

/// What a driver's host still remembers of a resident when its work is done: a host lives for days.
struct HostMemory
{
    QString whyNot;     ///< why nothing can be said here (then the test skips); empty otherwise
    bool isDone = true; ///< the work itself was done
    QStringList found;  ///< as wordsInMemory()
};

/// Lets the host of `chain` do `work` and asks it as DeviceChain::hostRemembers().
[[nodiscard]] inline HostMemory rememberedAfter(const std::function<bool()>& work, const DeviceChain& chain,
                                                const QStringList& words, int looks = 20)
{
    if (kKeepsFreedMemory)
        return {QStringLiteral("sanitizers bring their own allocator, which does not clear"), true, {}};
    if (!work())
        return {{}, false, {}};
    const auto found = chain.hostRemembers(words, looks);
    if (!found)
        return {QStringLiteral("the memory of another process cannot be read here"), true, {}};
    return {{}, true, *found};
}

/// While it lives, hosts that start leave what they release as it is: the control that shows such a search red.
class FreedMemoryStays
{
public:
    FreedMemoryStays() { qputenv("BANSHI_KEEP_FREED", "1"); }
    ~FreedMemoryStays() { qunsetenv("BANSHI_KEEP_FREED"); }
    FreedMemoryStays(const FreedMemoryStays&) = delete;
    FreedMemoryStays& operator=(const FreedMemoryStays&) = delete;
};

} // namespace banshi::testing
