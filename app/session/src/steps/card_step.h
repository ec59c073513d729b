// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"
#include "banshi/base/timer.h"

namespace banshi::app::session
{

/// Reads the ID card. A failed reading is told and tried again by itself; nothing partial is kept.
class CardStep : public Step
{
public:
    CardStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;

private:
    void enter() override;
    void leave() override;
    void read();
    void take(ports::DeviceResult<ports::CardRecord> answer);

    ports::Devices::Call m_call = 0;
    base::Timer m_again; ///< before a reader that does not answer is asked again
};

} // namespace banshi::app::session
