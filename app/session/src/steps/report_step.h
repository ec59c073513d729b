// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../promise.h"

namespace banshi::app::session
{

/// Hands a report and its pictures to the gateway's durable queue, with or without a line to the platform.
class ReportStep : public Step
{
public:
    ReportStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;
    [[nodiscard]] bool isCommitted() const override { return m_sending; }
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;
    void sendPicture(std::size_t index);
    void sendReport();
    void stopWith(const ports::PlatformFault& fault);

    Promise m_promise;
    std::vector<std::string> m_hashes;
    bool m_sending = false;
};

} // namespace banshi::app::session
