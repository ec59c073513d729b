// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_claim.h"

#include "banshi/drivers/protocol/commands.h"

#include <QPointer>

namespace banshi::drivers::client
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLimit = 6000ms;             // a host answers at once, whatever its device does
constexpr auto kLease = 60000ms;            // so long a hung application keeps a device from others
constexpr base::Nanoseconds kRenewal = 20s; // two may get lost
constexpr base::Nanoseconds kRetry = 2s;

} // namespace

DeviceClaim::DeviceClaim(const base::Clock& clock, DeviceProxy& device, std::string owner, QObject* parent)
    : QObject(parent), m_device(device), m_owner(std::move(owner)), m_again(clock)
{
    connect(&m_device, &DeviceProxy::stateChanged, this, &DeviceClaim::follow);
    connect(&m_again, &base::Timer::fired, this, &DeviceClaim::ask);
}

void DeviceClaim::take()
{
    if (std::exchange(m_isWanted, true))
        return;
    ++m_run;
    follow();
}

void DeviceClaim::giveBack()
{
    if (!std::exchange(m_isWanted, false))
        return;
    ++m_run;
    m_again.stop();
    const bool isOurs = m_hold == Hold::Held || m_hold == Hold::Asked;
    setHold(Hold::None);
    if (isOurs && m_device.isConnected())
        m_device.send(protocol::command::kRelease, nlohmann::json::object(), kLimit, [](const Completion&) {});
}

// Follows the host: with its connection a claim ends, and is made anew with the next.
void DeviceClaim::follow()
{
    if (!m_isWanted)
        return;
    if (!m_device.isConnected())
    {
        m_again.stop();
        setHold(Hold::None);
    }
    else if (m_hold == Hold::None)
        ask();
}

void DeviceClaim::ask()
{
    if (!m_device.isConnected())
        return;
    if (m_hold == Hold::None)
        m_hold = Hold::Asked;
    m_device.send(protocol::command::kClaim,
                  {{"owner", m_owner}, {"leaseMs", std::chrono::milliseconds(kLease).count()}}, kLimit,
                  [self = QPointer<DeviceClaim>(this), run = m_run](const Completion& answer) {
                      if (self && self->m_isWanted && self->m_run == run)
                          self->take(answer);
                  });
}

void DeviceClaim::take(const Completion& answer)
{
    if (answer.ok())
    {
        setHold(Hold::Held);
        m_again.start(kRenewal);
    }
    else if (answer.code == CompletionCode::SequenceError)
    {
        setHold(Hold::Elsewhere);
        m_again.start(kRetry);
    }
    else if (answer.code == CompletionCode::UnsupportedCommand || answer.code == CompletionCode::InvalidCommand)
        setHold(Hold::NotOffered);
    else
        setHold(Hold::None); // its host has gone, or hangs: follow() hears of the next one
}

void DeviceClaim::setHold(Hold hold)
{
    if (std::exchange(m_hold, hold) != hold)
        Q_EMIT changed();
}

} // namespace banshi::drivers::client
