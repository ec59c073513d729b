// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/vendor_mode_member.h"

#include "banshi/drivers/protocol/commands.h"

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;
using protocol::VendorModeState;

constexpr auto kLimit = 6000ms; // the service answers at once

} // namespace

VendorModeMember::VendorModeMember(const base::Clock& clock, DeviceDirectory& directory, std::string appName,
                                   QObject* parent)
    : QObject(parent), m_service(clock, directory,
                                 QString::fromLatin1(protocol::kVendorModeService.data(),
                                                     static_cast<qsizetype>(protocol::kVendorModeService.size()))),
      m_appName(std::move(appName))
{
    connect(&m_service, &DeviceProxy::stateChanged, this, &VendorModeMember::follow);
}

void VendorModeMember::follow()
{
    if (!m_service.isConnected())
    {
        // What was wanted last stands until the service says otherwise: a technician may have the devices in hand.
        m_isRegistered = false;
        m_acknowledged.reset();
        return;
    }
    const auto state = protocol::vendorModeStateFromJson(m_service.status());
    if (!state)
        return;
    if (!m_isRegistered)
        enroll();
    act(*state);
}

void VendorModeMember::enroll()
{
    if (std::exchange(m_isEnrolling, true))
        return;
    m_service.send(protocol::vendormode::kRegister, protocol::registrationToJson(m_appName), kLimit,
                   [this](const Completion& completion) {
                       m_isEnrolling = false;
                       m_isRegistered = completion.ok();
                       if (m_isRegistered)
                           follow();
                   });
}

void VendorModeMember::act(VendorModeState state)
{
    if (m_acknowledged && *m_acknowledged != state)
        m_acknowledged.reset();
    if (state == VendorModeState::ExitPending)
        acknowledge(protocol::vendormode::kExitModeAcknowledge);
    else if (state == VendorModeState::Inactive)
    {
        m_hasLetGo = false;
        if (std::exchange(m_isWanted, false))
            Q_EMIT over();
    }
    else if (!std::exchange(m_isWanted, true))
        Q_EMIT wanted();
    else if (state == VendorModeState::EnterPending && m_hasLetGo)
        acknowledge(protocol::vendormode::kEnterModeAcknowledge);
}

void VendorModeMember::letGo()
{
    if (!m_isWanted)
        return;
    m_hasLetGo = true;
    follow();
}

void VendorModeMember::acknowledge(std::string_view command)
{
    const auto state = protocol::vendorModeStateFromJson(m_service.status());
    if (!m_isRegistered || !state || m_acknowledged == *state)
        return;
    m_acknowledged = *state;
    m_service.send(command, nlohmann::json::object(), kLimit, [](const Completion&) {});
}

} // namespace banshi::drivers::client
