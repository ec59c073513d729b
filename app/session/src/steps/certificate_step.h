// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../promise.h"

namespace banshi::app::session
{

/// Gets the finished certificate, proves it, and prints its bytes unchanged exactly once: the printer is looked at
/// first, the promise names serial and job before paper can move, and the platform is told how the sheet ended.
class CertificateStep : public Step
{
public:
    CertificateStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;
    [[nodiscard]] bool isCommitted() const override { return m_promise.isOpen(); }
    [[nodiscard]] bool canReturn() const override { return false; }

private:
    void enter() override;
    void issue();
    void fetch();
    void promise();
    void createJob();
    void sendSheet(int jobId);
    void finish(const ports::SheetResult& result);
    void close(const ports::SheetResult& result);
    void showEnd(ports::SheetEnd end);
    void fail(const char* code, bool canRetry);
    [[nodiscard]] bool printerReady() const;

    Promise m_promise;
    nlohmann::json m_certificate; ///< the platform's answer: serial, hash, permit …
    base::SecretBytes m_pdf;
    std::string m_issueKey; ///< one key for all repetitions of the issue
    int m_attempt = 0;
    int m_pages = 1;
};

} // namespace banshi::app::session
