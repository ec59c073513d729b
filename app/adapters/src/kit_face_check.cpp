// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/kit_face_check.h"

#include "banshi/drivers/client/device_proxy.h"
#include "banshi/face/verify_worker.h"
#include "face_verdict.h"

namespace banshi::app::adapters
{

namespace
{

using drivers::client::DeviceCondition;

constexpr std::chrono::milliseconds kSteady(400); // advice that changes faster cannot be read
constexpr std::chrono::seconds kWithProof(40);    // a comparison whose person is asked for movements, a second time too
constexpr std::chrono::milliseconds kSpread(600); // between compared frames, so that they spread over the movements
const char* const kNoCamera = "face.noCamera";
const char* const kCameraBroken = "drivers.camera.cameraInoperable";

face::Image imageOf(const ports::ChipPhoto& chip)
{
    const auto width = static_cast<std::size_t>(std::max(0, chip.width));
    const auto height = static_cast<std::size_t>(std::max(0, chip.height));
    if (chip.bgr.size() < width * height * 3)
        return {};
    return face::Image::copyOf({chip.bgr.data(), chip.width, chip.height, width * 3});
}

std::string codeOf(const std::optional<face::Code>& code)
{
    return code ? std::string(face::dotted(*code)) : std::string();
}

/// A vote that the machine's file names and that cannot be loaded stops the comparison: nobody leaves it out unseen.
std::unique_ptr<face::Verifier> verifierOf(const FaceSetting& setting)
{
    face::VerifierParts parts;
    if (!setting.liveness.empty())
    {
        auto vote = face::loadLivenessVote(setting.liveness);
        if (!vote)
            return face::makeVerifier(tl::unexpected(vote.error()));
        parts.votes.push_back(std::move(*vote));
    }
    return face::makeVerifier(
        face::makeMatcher(setting.matcher, setting.production ? face::Mode::Production : face::Mode::Development),
        std::move(parts));
}

} // namespace

KitFaceCheck::KitFaceCheck(const base::Clock& clock, drivers::client::DeviceProxy* camera, FaceSetting setting)
    : m_clock(clock), m_camera(camera), m_setting(std::move(setting))
{
    if (m_camera == nullptr)
        return;
    m_feed = std::make_unique<CameraFeed>(*m_camera);
    connect(m_camera, &drivers::client::DeviceProxy::stateChanged, this, [this] {
        if (!cameraTrouble().empty())
            loseCamera(m_run);
    });
}

KitFaceCheck::~KitFaceCheck()
{
    m_callbacks = {};
    stop();
    m_worker.reset();
}

void KitFaceCheck::prepare()
{
    if (m_worker)
        return;
    const auto make = [setting = m_setting] { return verifierOf(setting); };
    m_worker = std::make_unique<face::VerifyWorker>(
        make, m_clock, [this](const face::Verifier* built, const std::string& failure) { learn(built, failure); });
}

void KitFaceCheck::learn(const face::Verifier* built, const std::string& failure)
{
    const auto error = built != nullptr ? built->obstacle() : face::Error{face::Code::EngineFailed, failure};
    if (error)
        qWarning("no face comparison: %s: %s", std::string(face::dotted(error->code)).c_str(), error->detail.c_str());
    const std::string code = error ? std::string(face::dotted(error->code)) : std::string();
    const bool demonstration = built != nullptr && built->isDemonstration();
    QMetaObject::invokeMethod(
        this,
        [this, code, demonstration] {
            m_obstacle = code;
            m_demonstration = demonstration;
        },
        Qt::QueuedConnection);
}

std::string KitFaceCheck::cameraTrouble() const
{
    if (m_camera == nullptr)
        return kNoCamera;
    const DeviceCondition condition = m_camera->condition();
    const bool works =
        condition == DeviceCondition::Ok || condition == DeviceCondition::Warning || condition == DeviceCondition::Busy;
    return works ? std::string() : kCameraBroken;
}

std::string KitFaceCheck::obstacle() const
{
    const std::string trouble = cameraTrouble();
    return trouble.empty() ? m_obstacle : trouble;
}

bool KitFaceCheck::isDemonstration() const
{
    return m_demonstration || m_setting.matcher == face::kRenderedMatcher;
}

void KitFaceCheck::start(const ports::ChipPhoto& chip, const ports::FaceDemand& demand, Callbacks callbacks)
{
    stop();
    prepare();
    m_callbacks = std::move(callbacks);
    m_running = true;
    const std::uint64_t run = ++m_run;
    m_seen.clear();
    m_told.clear();
    m_challenged = false;
    m_since = m_clock.now();
    if (!cameraTrouble().empty())
        return loseCamera(run);
    const auto later = [this](auto work) { QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection); };
    face::VerifyCallbacks heard;
    heard.progress = [this, run, later](const face::VerifyProgress& progress) {
        const bool asks = progress.challenge.has_value();
        const std::string advice = asks ? std::string(face::dotted(*progress.challenge)) : codeOf(progress.advice);
        later([this, run, advice, asks] { looked(run, advice, asks); });
    };
    heard.verdict = [this, run, later](const face::Verdict& verdict) {
        if (!verdict.detail.empty())
            qWarning("face comparison: %s: %s", codeOf(verdict.cause).c_str(), verdict.detail.c_str());
        later([this, run, verdict] { decided(run, verdict); });
    };
    face::VerifyPlan plan;
    plan.far = demand.far;
    if (demand.liveness)
    {
        plan.liveness.emplace();
        plan.timeout = kWithProof;
        plan.spacing = kSpread;
    }
    m_worker->begin(imageOf(chip), plan, std::move(heard));
    m_feed->start([this](const ports::FrameView& frame) { show(frame); }, [this, run] { loseCamera(run); });
}

void KitFaceCheck::show(const ports::FrameView& frame)
{
    m_worker->submit(
        face::Image::copyOf({frame.bgr, frame.width, frame.height, static_cast<std::size_t>(frame.stride)}));
    if (m_callbacks.frame)
        m_callbacks.frame(frame);
}

void KitFaceCheck::looked(std::uint64_t run, const std::string& advice, bool isChallenge)
{
    if (run != m_run)
        return;
    const base::MonoTime now = m_clock.now();
    if (advice != m_seen)
    {
        m_seen = advice;
        m_since = now;
    }
    // What is asked for appears and goes at once: the time to answer runs.
    if (m_seen == m_told || (!isChallenge && !m_challenged && now - m_since < kSteady))
        return;
    m_told = m_seen;
    m_challenged = isChallenge;
    if (const auto tell = m_callbacks.advice)
        tell(m_told);
}

void KitFaceCheck::decided(std::uint64_t run, const face::Verdict& verdict)
{
    if (run == m_run)
        conclude(verdictOf(verdict));
}

// Never at once: this comes out of the feed's or the proxy's own calls.
void KitFaceCheck::loseCamera(std::uint64_t run)
{
    if (!m_running)
        return;
    const auto lost = [this, run] {
        if (run == m_run)
            conclude({ports::FaceAnswer::Unavailable,
                      0,
                      0,
                      m_camera == nullptr ? kNoCamera : kCameraBroken,
                      {},
                      isDemonstration()});
    };
    QMetaObject::invokeMethod(this, lost, Qt::QueuedConnection);
}

void KitFaceCheck::conclude(const ports::FaceVerdict& verdict)
{
    const auto tell = m_callbacks.verdict;
    stop();
    if (tell)
        tell(verdict);
}

void KitFaceCheck::stop()
{
    if (!m_running)
        return;
    m_running = false;
    ++m_run;
    if (m_feed)
        m_feed->stop();
    m_worker->cancel();
    const Callbacks callbacks = std::exchange(m_callbacks, {});
    if (callbacks.frame)
        callbacks.frame({});
}

} // namespace banshi::app::adapters
