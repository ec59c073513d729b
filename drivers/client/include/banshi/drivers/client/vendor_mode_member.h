// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/protocol/vendor_mode.h"

#include <optional>

namespace banshi::drivers::client
{

/// An application's part in the vendor mode: registers with the machine's service, also again, says when the devices
/// are wanted and when they are the application's again, and acknowledges once they are let go.
/// Threads: one, with an event loop.
class VendorModeMember : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `directory` must outlive the member. `appName` as in VendorMode.Register.
    VendorModeMember(const base::Clock& clock, DeviceDirectory& directory, std::string appName,
                     QObject* parent = nullptr);

    /// A technician's or a vendor's program wants the devices, or has them.
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    [[nodiscard]] bool isRegistered() const { return m_isRegistered; }
    /// The application uses no device any more. Counts for the running wish only; ignored without one.
    void letGo();

Q_SIGNALS:
    /// The devices are wanted: finish what runs, then letGo().
    void wanted();
    /// The devices are the application's again, also when nobody took them after all.
    void over();

private:
    void follow();
    void enroll();
    void act(protocol::VendorModeState state);
    void acknowledge(std::string_view command);

    DeviceProxy m_service;
    const std::string m_appName;
    bool m_isEnrolling = false;
    bool m_isRegistered = false;
    bool m_isWanted = false;
    bool m_hasLetGo = false;
    std::optional<protocol::VendorModeState> m_acknowledged; ///< the pending state that has been acknowledged
};

} // namespace banshi::drivers::client
