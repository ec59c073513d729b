// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo_step.h"

#include <cstdlib>

namespace banshi::app::session
{

namespace
{

constexpr std::size_t kMostPictures = 3;         // services.md T7
constexpr std::size_t kLargestPicture = 1 << 20; // services.md T7: at most 1 MB each

} // namespace

void PhotoStep::enter()
{
    m_around.devices.startPreview(m_around.showFrame);
    refresh(false, {});
}

void PhotoStep::leave()
{
    m_around.devices.stopPreview();
}

void PhotoStep::refresh(bool taking, const std::string& fault)
{
    show(PhotoState{m_visit.pictures, static_cast<int>(kMostPictures), taking, fault});
}

void PhotoStep::take()
{
    if (m_visit.pictures.size() >= kMostPictures)
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
