// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo_step.h"

#include <cstdlib>

namespace banshi::app::session
{

namespace
{

constexpr std::size_t kMostPictures = 3;          // services.md T7
constexpr std::size_t kLargestPicture = 1 << 20;  // services.md T7: at most 1 MB each
constexpr std::chrono::seconds kFirstPicture(10); // a USB camera's warm-up included; then it counts as away

} // namespace

PhotoStep::PhotoStep(Surroundings& surroundings, Visit& visit)
    : Step(surroundings, visit), m_firstPicture(surroundings.clock)
{
    connect(&m_firstPicture, &base::Timer::fired, this, [this] {
        if (m_camera == PhotoState::Camera::Starting)
            cameraIs(PhotoState::Camera::Away);
    });
}

void PhotoStep::enter()
{
    startCamera();
}

void PhotoStep::leave()
{
    m_firstPicture.stop();
    m_around.devices.stopPreview();
}

void PhotoStep::startCamera()
{
    cameraIs(PhotoState::Camera::Starting);
    m_firstPicture.start(kFirstPicture);
    m_around.devices.startPreview(guarded([this](const ports::FrameView& frame) {
        if (m_around.showFrame)
            m_around.showFrame(frame);
        if (m_camera != PhotoState::Camera::Showing)
            cameraIs(PhotoState::Camera::Showing);
    }));
}

void PhotoStep::cameraIs(PhotoState::Camera camera)
{
    m_camera = camera;
    refresh(false, {});
}

void PhotoStep::refresh(bool taking, const std::string& fault)
{
    show(PhotoState{m_visit.pictures, static_cast<int>(kMostPictures), m_camera, taking, fault});
}

void PhotoStep::take()
{
    if (m_camera == PhotoState::Camera::Away)
    {
        m_around.devices.stopPreview();
        return startCamera();
    }
    if (m_camera == PhotoState::Camera::Starting || m_visit.pictures.size() >= kMostPictures)
        return;
    refresh(true, {});
    m_around.devices.takePicture(guarded([this](ports::DeviceResult<base::SecretBytes> answer) {
        if (!answer)
            return refresh(false, answer.error().code);
        if (answer->size() > kLargestPicture)
            return refresh(false, "app.pictureTooLarge");
        m_visit.pictures.emplace_back(answer->view().begin(), answer->view().end());
        refresh(false, {});
    }));
}

void PhotoStep::handle(const Event& event)
{
    const auto* now = std::get_if<PhotoState>(&state());
    if (event.kind == Event::Kind::Take && now != nullptr && !now->taking)
        take();
    else if (event.kind == Event::Kind::Remove)
    {
        const auto index = static_cast<std::size_t>(std::strtoul(event.value.c_str(), nullptr, 10));
        if (index < m_visit.pictures.size())
            m_visit.pictures.erase(m_visit.pictures.begin() + static_cast<std::ptrdiff_t>(index));
        refresh(false, {});
    }
    else if (event.kind == Event::Kind::Next)
        Q_EMIT done();
    else if (event.kind == Event::Kind::Back)
        Q_EMIT back();
    else if (event.kind == Event::Kind::Finish)
        Q_EMIT abandoned();
}

} // namespace banshi::app::session
