// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/client/device_proxy.h"

#include <QObject>
#include <string>

namespace banshi::drivers::client
{

/// Has one device for its owner alone, from take() to giveBack(): claims it whenever its host is there, renews the
/// lease long before it ends, and asks again and again while somebody else has it. Commands that follow take() through
/// the same proxy reach the host after the claim. Services without claims (a third party's) are everybody's. Threads:
/// one, with an event loop.
class DeviceClaim : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `device` must outlive the claim. `owner`: 1 to 80 bytes, no personal data; others read it.
    DeviceClaim(const base::Clock& clock, DeviceProxy& device, std::string owner, QObject* parent = nullptr);

    void take();
    /// Others may have it from now on. A claim also ends with the proxy's connection.
    void giveBack();

    /// It is ours, by the host's word.
    [[nodiscard]] bool isHeld() const { return m_hold == Hold::Held; }
    /// Somebody else has it; what is asked of it will be refused.
    [[nodiscard]] bool isElsewhere() const { return m_hold == Hold::Elsewhere; }

Q_SIGNALS:
    /// isHeld() or isElsewhere() has changed.
    void changed();

private:
    enum class Hold
    {
        None,
        Asked,
        Held,
        Elsewhere,
        NotOffered,
    };

    void follow();
    void ask();
    void take(const Completion& answer);
    void setHold(Hold hold);

    DeviceProxy& m_device;
    const std::string m_owner;
    base::Timer m_again;
    bool m_isWanted = false;
    unsigned m_run = 0; ///< the answer to an earlier take() is nobody's
    Hold m_hold = Hold::None;
};

} // namespace banshi::drivers::client
