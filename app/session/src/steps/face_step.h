// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Compares the face with the chip's portrait and tells the platform the verdict. Never the only door: the one-time
/// code is offered all the time, and is the only thing offered when a comparison is not possible.
class FaceStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
    void leave() override;
    void look();
    void judge(const ports::FaceVerdict& verdict);
    void grant(const ports::FaceVerdict& verdict);

    static constexpr int kTries = 3; // services.md F3: three tries, then the other door; never a loop
    int m_triesLeft = kTries;        ///< of the whole visit: going through the other door and back gives no new ones
    std::string m_lastCause;
};

} // namespace banshi::app::session
