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
    void send();
    void sendPicture(std::size_t index);
    void sendReport();
    void stopWith(const ports::PlatformFault& fault);

    Promise m_promise;
    std::vector<std::string> m_hashes;
    std::string m_madeAt; ///< RFC 3339; the same in every repetition, as the key is
    bool m_sending = false;
    bool m_handedIn = false; ///< the report itself has been sent once: it may have been accepted
};

} // namespace banshi::app::session
