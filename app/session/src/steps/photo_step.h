// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/step.h"
#include "banshi/base/timer.h"

namespace banshi::app::session
{

/// Takes up to three pictures with the document camera; none is needed to go on. Nothing is taken before the camera's
/// first picture has been shown; a camera that shows none within its time is away until the resident tries again.
class PhotoStep : public Step
{
public:
    PhotoStep(Surroundings& surroundings, Visit& visit);
    void handle(const Event& event) override;

private:
    void enter() override;
    void leave() override;
    void startCamera();
    void cameraIs(PhotoState::Camera camera);
    void take();
    void refresh(bool taking, const std::string& fault);

    base::Timer m_firstPicture;
    PhotoState::Camera m_camera = PhotoState::Camera::Starting;
};

} // namespace banshi::app::session
