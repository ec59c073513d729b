// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"
#include "later.h"

namespace banshi::app::fakes
{

/// A comparison that answers what the test wants; verdicts are given in turn, the last one for ever.
class FakeFaceCheck : public ports::FaceCheck
{
public:
    std::string why;
    std::vector<ports::FaceVerdict> verdicts{{ports::FaceAnswer::Match, 0.9, 0.8, {}, "test", false}};
    int started = 0;
    ports::FaceDemand asked; ///< of the last comparison
    bool running = false;
    bool looksOn = false; ///< gives no verdict: the test speaks through `told`
    Callbacks told;       ///< of the last comparison

    [[nodiscard]] std::string obstacle() const override { return why; }
    [[nodiscard]] bool isDemonstration() const override { return false; }
    void start(const ports::ChipPhoto&, const ports::FaceDemand& demand, Callbacks callbacks) override
    {
        asked = demand;
        ++started;
        running = true;
        told = callbacks;
        if (looksOn)
            return;
        const auto verdict = verdicts.front();
        if (verdicts.size() > 1)
            verdicts.erase(verdicts.begin());
        later([callbacks = std::move(callbacks), verdict] { callbacks.verdict(verdict); });
    }
    void stop() override { running = false; }
};

} // namespace banshi::app::fakes
