// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/applications.h"
#include "banshi/city/faults.h"
#include "banshi/city/identity.h"
#include "banshi/city/payments.h"

namespace banshi::city
{

/// What happens outside the kiosk, played by commands: the resident pays, the office decides, a code arrives on the
/// mobile, the platform fails. Threads: the caller's lock.
class Street
{
public:
    Street(Faults& faults, const Identity& identity, Payments& payments, Applications& applications,
           const Pseudonyms& pseudonyms)
        : m_faults(faults), m_identity(identity), m_payments(payments), m_applications(applications),
          m_pseudonyms(pseudonyms)
    {
    }

    /// One command, answered with `{ok, …}`; `error` says in English what is wrong with it.
    [[nodiscard]] nlohmann::json play(const nlohmann::json& command);

private:
    [[nodiscard]] nlohmann::json pay(const nlohmann::json& command);
    [[nodiscard]] nlohmann::json decide(const nlohmann::json& command);
    [[nodiscard]] nlohmann::json fault(const nlohmann::json& command);

    Faults& m_faults;
    const Identity& m_identity;
    Payments& m_payments;
    Applications& m_applications;
    const Pseudonyms& m_pseudonyms;
};

} // namespace banshi::city
