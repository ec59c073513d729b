// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Asks for the pick-up code of an earlier application.
class PickupStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override { show(PickupState{}); }
};

/// Asks the platform what waits under the code, for the person that has just been identified.
class RedeemStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;
};

} // namespace banshi::app::session
