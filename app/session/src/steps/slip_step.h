// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../promise.h"

namespace banshi::app::session
{

/// Prints the slip of what has just been done. A slip is printed at most once by itself; when it does not come, the
/// number stands on the screen and the platform is told.
class SlipStep : public Step
{
public:
    SlipStep(Surroundings& surroundings, Visit& visit, SlipContent::Kind kind);
    void handle(const Event&) override {}
    [[nodiscard]] bool isCommitted() const override { return m_promise.isOpen(); }
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;
    void print();
    void finish(ports::DeviceResult<bool> answer);
    void closePayment(ports::IntentOutcome outcome);
    void close(ports::IntentOutcome outcome);
    [[nodiscard]] SlipContent content() const;

    Promise m_promise;
    SlipContent::Kind m_kind;
};

} // namespace banshi::app::session
