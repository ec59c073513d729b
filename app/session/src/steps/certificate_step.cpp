// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificate_step.h"

#include "banshi/app/journal/print_report.h"
#include "banshi/app/services/form_model.h"
#include "banshi/app/services/service_definition.h"
#include "banshi/base/ids.h"

#include <algorithm>

namespace banshi::app::session
{

namespace
{

constexpr int kMostAttempts = 2; // services.md F9: the same permit once more after a clean failure
constexpr int kMostPages = 20;   // services.md §4b, T3

} // namespace

CertificateStep::CertificateStep(Surroundings& surroundings, Visit& visit)
    : Step(surroundings, visit), m_promise(surroundings, ports::IntentKind::Print)
{
}

bool CertificateStep::printerReady() const
{
    const auto states = m_around.devices.states();
    return std::any_of(states.begin(), states.end(), [](const ports::DeviceState& device) {
        return device.kind == "DocumentPrinter" &&
               (device.condition == ports::Condition::Ok || device.condition == ports::Condition::Warning);
    });
}

void CertificateStep::enter()
{
    if (m_issueKey.empty())
        m_issueKey = base::newUuid(m_around.clock);
    show(ProgressState{ProgressState::Work::IssuingCertificate, 0, 0});
    if (printerReady())
        issue();
    else
        fail("app.printerNotReady", true);
}

void CertificateStep::fail(const char* code, bool canRetry)
{
    show(FaultState{code, {}, canRetry, false, m_visit.serial});
}

void CertificateStep::issue()
{
    nlohmann::json body{
        {"item", m_visit.service->id}, {"session_id", m_visit.sessionId}, {"subject_token", m_visit.subjectToken}};
    if (!m_visit.caseId.empty())
        body["case_id"] = m_visit.caseId;
    if (m_visit.form)
        body["form"] = m_visit.form->submission().form;
    m_around.platform.post(
        "/v1/certificates", m_issueKey, std::move(body), guarded([this](ports::PlatformResult<nlohmann::json> answer) {
            if (!answer)
                return showFault(answer.error(), answer.error().kind == ports::FaultClass::Retry, false);
            m_certificate = std::move(*answer);
            m_visit.serial = m_certificate.value("serial", "");
            m_pages = std::clamp(m_certificate.value("pages", 1), 1, kMostPages);
            fetch();
        }));
}

void CertificateStep::fetch()
{
    m_around.platform.fetch(m_certificate.value("url", ""),
                            guarded([this](ports::PlatformResult<base::SecretBytes> answer) {
                                if (!answer)
                                    return showFault(answer.error(), true, false);
                                m_pdf = std::move(*answer);
                                if (!m_around.checkCertificate(m_certificate, m_pdf))
                                {
                                    m_pdf.clear();
                                    return fail("app.certificateNotGenuine", false);
                                }
                                promise();
                            }));
}

void CertificateStep::promise()
{
    ++m_attempt;
    nlohmann::json data{{"serial", m_visit.serial},
                        {"permit", m_certificate.value("print_permit", "")},
                        {"attempt", m_attempt},
                        {"pages", m_pages}};
    m_promise.open(m_visit.id, std::move(data), guarded([this](bool kept) {
                       if (kept)
                           return createJob();
                       m_promise.leaveOpen();
                       --m_attempt;
                       fail("app.journalUnavailable", true); // nothing has moved: the same sheet may be promised again
                   }));
}

void CertificateStep::createJob()
{
    show(ProgressState{ProgressState::Work::PrintingCertificate, 0, m_pages});
    m_around.devices.createJob("banshi " + m_promise.id(), guarded([this](ports::DeviceResult<int> answer) {
                                   if (!answer)
                                       return finish({ports::SheetEnd::FailedClean, 0, answer.error().code});
                                   const int job = *answer;
                                   m_promise.note(
                                       {{"job_id", job}}, guarded([this, job](bool kept) {
                                           if (kept)
                                               sendSheet(job);
                                           else
                                               finish({ports::SheetEnd::FailedClean, 0, "app.journalUnavailable"});
                                       }));
                               }));
}

void CertificateStep::sendSheet(int jobId)
{
    m_around.devices.sendDocument(
        jobId, m_pdf, m_pages, guarded([this](int impressions) {
            show(ProgressState{ProgressState::Work::PrintingCertificate, impressions, m_pages});
        }),
        guarded([this](const ports::SheetResult& result) { finish(result); }));
}

void CertificateStep::finish(const ports::SheetResult& result)
{
    const journal::PrintReport report{m_certificate.value("print_permit", ""), m_visit.serial, m_attempt, result};
    journal::sendPrintReport(m_around.platform, m_around.clock,
                             ports::followUpKey(m_promise.id(), ports::FollowUp::ReportSheet), report,
                             guarded([this, result](bool isTold) {
                                 if (isTold)
                                     return close(result);
                                 m_promise.leaveOpen(); // recovery asks the printer and tells the platform
                                 showEnd(result.end);
                             }));
}

void CertificateStep::close(const ports::SheetResult& result)
{
    using ports::SheetEnd;
    const auto outcome = result.end == SheetEnd::Done      ? ports::IntentOutcome::Done
                         : result.end == SheetEnd::Unknown ? ports::IntentOutcome::InDoubt
                                                           : ports::IntentOutcome::Failed;
    nlohmann::json data{{"reason", result.reason}};
    if (result.end == SheetEnd::FailedPartial)
        data["spoilt"] = true;
    m_promise.close(outcome, std::move(data), guarded([this, end = result.end](bool) { showEnd(end); }));
}

void CertificateStep::showEnd(ports::SheetEnd end)
{
    switch (end)
    {
    case ports::SheetEnd::Done:
        m_pdf.clear();
        Q_EMIT done();
        return;
    case ports::SheetEnd::FailedClean:
        return fail("app.notPrinted", m_attempt < kMostAttempts);
    case ports::SheetEnd::FailedPartial:
        return fail("app.sheetSpoilt", false);
    case ports::SheetEnd::Unknown:
        return fail("app.printInDoubt", false);
    }
}

void CertificateStep::handle(const Event& event)
{
    if (m_promise.isOpen())
        return;
    const auto* fault = std::get_if<FaultState>(&state());
    if (event.kind == Event::Kind::Retry && fault != nullptr && fault->canRetry)
    {
        if (m_pdf.empty())
            enter();
        else
            promise();
    }
    else if (event.kind == Event::Kind::Finish || event.kind == Event::Kind::Next)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session
