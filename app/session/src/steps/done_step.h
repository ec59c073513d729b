// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// The last page: what to take, the number to keep, a rating for whoever wants to give one.
class DoneStep : public Step
{
public:
    DoneStep(Surroundings& surroundings, Visit& visit, DoneState::Kind kind) : Step(surroundings, visit), m_kind(kind)
    {
    }
    void handle(const Event& event) override;
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;

    DoneState::Kind m_kind;
    DoneState m_done;
};

} // namespace banshi::app::session
