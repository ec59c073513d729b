// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Takes up to three pictures with the document camera; none is needed to go on.
class PhotoStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
    void leave() override;
    void take();
    void refresh(bool taking, const std::string& fault);
};

} // namespace banshi::app::session
