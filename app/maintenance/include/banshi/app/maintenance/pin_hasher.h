// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"

#include <functional>
#include <string>

namespace banshi::app::maintenance
{

/// Makes and checks salted, deliberately slow hashes of PINs. One call at a time.
/// Threads: one event-loop thread; call-backs come there, never from inside the call itself.
class PinHasher
{
public:
    virtual ~PinHasher() = default;
    /// `done` gets a text with algorithm, cost and salt in it; empty when the machine has not enough memory.
    virtual void hash(base::SecretBytes pin, std::function<void(std::string)> done) = 0;
    /// Whether `pin` is what `hash` was made from.
    virtual void verify(base::SecretBytes pin, std::string hash, std::function<void(bool)> done) = 0;
};

} // namespace banshi::app::maintenance
