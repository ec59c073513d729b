// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/http.h"

namespace banshi::city
{

/// What the platform knows of places: where a machine stands, which others are near, and the lists that forms choose
/// from. Invented, and always the same. Threads: the caller's lock.
class Places
{
public:
    void addHandlers(Handlers& handlers);

private:
    [[nodiscard]] static Response nearby(const Call& call);
    [[nodiscard]] static Response site(const Call& call);
    [[nodiscard]] static Response codeTable(const Call& call);
};

} // namespace banshi::city
