// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_step.h"

#include "banshi/base/ids.h"
#include "face_record.h"
#include "identity.h"

#include <QLoggingCategory>
#include <algorithm>
#include <array>
#include <string_view>

Q_LOGGING_CATEGORY(lcFace, "banshi.app.face")

namespace banshi::app::session
{

namespace
{

/// Causes that no other try of this visit changes: the machine's model, and the photograph of the card.
bool isForGood(const std::string& cause)
{
    constexpr std::array<std::string_view, 11> kForGood{
        "face.farNotMeasured", "face.manifestMissing",     "face.manifestWrong",   "face.modelMissing",
        "face.modelChecksum",  "face.modelUnusable",       "face.matcherBarred",   "face.demonstrationRefused",
        "face.chipManyFaces",  "face.chipPhotoUnreadable", "face.chipFaceNotFound"};
    return std::ranges::find(kForGood, cause) != kForGood.end();
}

} // namespace

void FaceStep::enter()
{
    std::string obstacle = m_around.face.obstacle();
    if (obstacle.empty() && m_visit.card->photo.bgr.empty())
        obstacle = "face.chipPhotoNotDecodable";
    if (!obstacle.empty())
        return show(FaceState{FaceState::Phase::Failed, obstacle, 0, false});
    if (m_triesLeft <= 0)
        return show(FaceState{FaceState::Phase::Failed, m_lastCause, 0, m_around.face.isDemonstration()});
    look();
}

void FaceStep::leave()
{
    m_around.face.stop();
}

void FaceStep::handle(const Event& event)
{
    const auto* now = std::get_if<FaceState>(&state());
    const bool failed = now != nullptr && now->phase == FaceState::Phase::Failed;
    if (event.kind == Event::Kind::OtherWay)
        Q_EMIT otherWay();
    else if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
    else if ((event.kind == Event::Kind::Retry || event.kind == Event::Kind::Next) &&
             (failed ? m_triesLeft > 0 : now == nullptr))
        look();
}

void FaceStep::look()
{
    const bool demonstration = m_around.face.isDemonstration();
    show(FaceState{FaceState::Phase::Looking, {}, m_triesLeft, demonstration});
    ports::FaceCheck::Callbacks callbacks;
    callbacks.frame = m_around.showFrame;
    callbacks.advice = guarded([this, demonstration](const std::string& code) {
        show(FaceState{FaceState::Phase::Looking, code, m_triesLeft, demonstration});
    });
    callbacks.verdict = guarded([this](const ports::FaceVerdict& verdict) { judge(verdict); });
    ports::FaceDemand demand;
    if (m_visit.service != nullptr && m_visit.service->identity.far)
        demand.far = *m_visit.service->identity.far;
    demand.liveness = m_visit.service == nullptr || m_visit.service->identity.liveness;
    m_around.face.start(m_visit.card->photo, demand, std::move(callbacks));
}

void FaceStep::judge(const ports::FaceVerdict& verdict)
{
    m_around.face.stop();
    qCInfo(lcFace).noquote() << "verdict" << faceRecord(verdict, kTries - m_triesLeft + 1).dump().c_str();
    if (verdict.answer == ports::FaceAnswer::Match)
        return grant(verdict);
    m_triesLeft = isForGood(verdict.cause) ? 0 : m_triesLeft - 1;
    m_lastCause = verdict.cause;
    show(FaceState{FaceState::Phase::Failed, verdict.cause, m_triesLeft, verdict.demonstration});
}

void FaceStep::grant(const ports::FaceVerdict& verdict)
{
    show(FaceState{FaceState::Phase::Granting, {}, m_triesLeft, verdict.demonstration});
    nlohmann::json body{{"level", "face"},
                        {"chip", chipFields(*m_visit.card)},
                        {"reader", {{"device", m_around.deviceId}, {"sam_number", m_visit.card->samNumber}}},
                        {"face",
                         {{"result", "match"},
                          {"score", verdict.score},
                          {"threshold", verdict.threshold},
                          {"model", verdict.model},
                          {"demonstration", verdict.demonstration},
                          {"liveness", verdict.live ? "proven" : "notProven"}}},
                        {"nonce", m_visit.nonce}};
    m_around.platform.post(
        "/v1/sessions/" + m_visit.sessionId + "/identity", base::newUuid(m_around.clock), std::move(body),
        guarded([this](ports::PlatformResult<nlohmann::json> answer) {
            if (!answer)
                return showFault(answer.error(), true, true);
            if (!keepAssurance(*answer, m_visit))
                return showFault({"app.platformNonsense", ports::FaultClass::Retry, {}, {}, {}}, true, true);
            Q_EMIT done();
        }));
}

} // namespace banshi::app::session
