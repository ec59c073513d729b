// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// After the card of a visit that began with it: the service is chosen, its form and the platform's session are opened.
class ChooseStep : public Step
{
public:
    ChooseStep(Surroundings& surroundings, Visit& visit, Offers offers);
    void handle(const Event& event) override;

private:
    void enter() override;
    void choose(const std::string& id);
    void open();

    Offers m_offers;
};

} // namespace banshi::app::session
