// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Everything once more before it is sent; each answer can be changed.
class SummaryStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
};

} // namespace banshi::app::session
