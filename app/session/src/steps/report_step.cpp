// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_step.h"

#include "banshi/app/services/form_model.h"
#include "banshi/app/services/service_definition.h"

#include <QCryptographicHash>

namespace banshi::app::session
{

namespace
{

std::string sha256(const std::vector<std::uint8_t>& bytes)
{
    const QByteArrayView view(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(view.toByteArray(), QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

ReportStep::ReportStep(Surroundings& surroundings, Visit& visit)
    : Step(surroundings, visit), m_promise(surroundings, ports::IntentKind::Submit)
{
}

void ReportStep::enter()
{
    m_sending = true;
    m_handedIn = false;
    m_madeAt = base::toRfc3339(m_around.clock.wall().utc);
    show(ProgressState{ProgressState::Work::SavingReport, 0, 0});
    m_promise.open(m_visit.id, {{"operation", "reports"}, {"item", m_visit.service->id}}, guarded([this](bool kept) {
                       if (kept)
                           return send();
                       stopWith({"app.journalUnavailable", ports::FaultClass::Operator, {}, {}, {}});
                   }));
}

void ReportStep::send()
{
    m_sending = true;
    m_hashes.clear();
    show(ProgressState{ProgressState::Work::SavingReport, 0, 0});
    sendPicture(0);
}

void ReportStep::sendPicture(std::size_t index)
{
    if (index >= m_visit.pictures.size())
        return sendReport();
    const auto& picture = m_visit.pictures[index];
    const std::string hash = sha256(picture);
    m_around.platform.putBlob(hash, base::SecretBytes(std::span(picture)),
                              guarded([this, hash, index](ports::PlatformResult<nlohmann::json> answer) {
                                  if (!answer)
                                      return stopWith(answer.error());
                                  m_hashes.push_back(hash);
                                  sendPicture(index + 1);
                              }));
}

void ReportStep::sendReport()
{
    m_handedIn = true;
    nlohmann::json body{{"item", m_visit.service->id},
                        {"def_version", m_visit.service->version},
                        {"form", m_visit.form->submission().form},
                        {"photos", m_hashes},
                        {"grid_code", m_around.gridCode},
                        {"made_at", m_madeAt},
                        {"ttl_h", m_visit.service->ttlHours}};
    m_around.platform.post("/v1/reports", m_promise.id(), std::move(body),
                           guarded([this](ports::PlatformResult<nlohmann::json> answer) {
                               if (!answer)
                                   return stopWith(answer.error());
                               m_sending = false;
                               m_visit.localNumber = answer->value("local_number", "");
                               m_promise.close(ports::IntentOutcome::Done, {{"local_number", m_visit.localNumber}});
                               Q_EMIT done();
                           }));
}

void ReportStep::stopWith(const ports::PlatformFault& fault)
{
    m_sending = false;
    if (m_handedIn && fault.kind == ports::FaultClass::Retry)
        return showFault(fault, true, false); // perhaps accepted: only the same key may ask again
    m_promise.close(ports::IntentOutcome::Failed, {{"code", fault.code}});
    showFault(fault, fault.kind == ports::FaultClass::Retry, true);
}

void ReportStep::handle(const Event& event)
{
    if (m_sending)
        return;
    if (event.kind == Event::Kind::Retry && m_promise.isOpen())
        send();
    else if (event.kind == Event::Kind::Retry)
        enter();
    else if (event.kind == Event::Kind::Back && !m_promise.isOpen())
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session
