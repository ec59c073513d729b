// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Says what is read and why; on agreement opens the session with the platform.
class ConsentStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
    void open();
};

} // namespace banshi::app::session
