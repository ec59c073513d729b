// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"

namespace banshi::app::session
{

/// Asks the platform what is owed, shows it line by line, and proves the slip printer before any money can move.
class BillStep : public Step
{
public:
    using Step::Step;
    void handle(const Event& event) override;

private:
    void enter() override;
    void query();
    void quote();
    void showBill();
    [[nodiscard]] bool slipPrinterReady() const;
};

} // namespace banshi::app::session
