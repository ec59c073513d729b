// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../promise.h"

namespace banshi::app::session
{

/// Hands an application to the platform. Repetitions carry the same key, so it is accepted once.
class SubmitStep : public Step
{
public:
    SubmitStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;
    [[nodiscard]] bool isCommitted() const override { return m_sending; }
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;
    void send();
    void take(ports::PlatformResult<nlohmann::json> answer);

    Promise m_promise;
    bool m_sending = false;
};

} // namespace banshi::app::session
