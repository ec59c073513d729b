// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// The other door: a one-time code sent to the mobile number that the platform knows.
class OtpStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
    void send();
    void verify();

    std::string m_code;
    std::string m_sentTo;
};

} // namespace banshi::app::session
