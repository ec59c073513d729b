// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/adapters/camera_feed.h"
#include "banshi/app/ports/face_check.h"
#include "banshi/base/clock.h"

#include <cstdint>
#include <memory>

namespace banshi::face
{
class Verifier;
class VerifyWorker;
struct Verdict;
} // namespace banshi::face

namespace banshi::app::adapters
{

/// What the machine file says about the comparison.
struct FaceSetting
{
    std::string matcher;       ///< `banshi-rendered-v1` or the path of a model's manifest
    bool production = false;   ///< refuse matchers for demonstrations
    std::string liveness = {}; ///< the manifest of a network for prints and screens; empty: none
};

/// The comparison on the face kit: the face camera's pictures go to the page and to a worker thread, which takes those
/// that it has time for; advice and the verdict come back. Nothing of the person is left after stop().
/// Threads: the GUI thread, which never waits for the worker, the destructor apart (one frame, or 0.1 s of loading).
class KitFaceCheck : public QObject, public ports::FaceCheck
{
    Q_OBJECT

public:
    /// `camera` is null when the machine has no face camera. `clock` and `camera` must outlive this object.
    KitFaceCheck(const base::Clock& clock, drivers::client::DeviceProxy* camera, FaceSetting setting);
    ~KitFaceCheck() override;

    /// Begins to load the matcher (0.1 s on the worker), so that obstacle() knows before anybody stands there.
    /// A model that could not be loaded is named in the log.
    void prepare();

    [[nodiscard]] std::string obstacle() const override;
    [[nodiscard]] bool isDemonstration() const override;
    void start(const ports::ChipPhoto& chip, const ports::FaceDemand& demand, Callbacks callbacks) override;
    void stop() override;

private:
    [[nodiscard]] std::string cameraTrouble() const;
    void learn(const face::Verifier* built, const std::string& failure);
    void show(const ports::FrameView& frame);
    void looked(std::uint64_t run, const std::string& advice, bool isChallenge);
    void decided(std::uint64_t run, const face::Verdict& verdict);
    void loseCamera(std::uint64_t run);
    void conclude(const ports::FaceVerdict& verdict);

    const base::Clock& m_clock;
    drivers::client::DeviceProxy* m_camera;
    FaceSetting m_setting;
    std::string m_obstacle;       ///< of the matcher, once that is known
    bool m_demonstration = false; ///< likewise
    std::unique_ptr<CameraFeed> m_feed;
    Callbacks m_callbacks;
    bool m_running = false;
    std::uint64_t m_run = 0;   ///< what the worker says of an earlier comparison is nobody's
    std::string m_seen;        ///< advice of the last frame …
    base::MonoTime m_since{};  ///< … which has stood since then
    std::string m_told;        ///< advice that stands on the page
    bool m_challenged = false; ///< what stands there is a movement that is asked for
    std::unique_ptr<face::VerifyWorker> m_worker;
};

} // namespace banshi::app::adapters
