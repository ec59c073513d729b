// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/status_board.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"

#include <QLoggingCategory>
#include <utility>

namespace banshi::drivers::host
{

namespace
{

Q_LOGGING_CATEGORY(lcDriver, "drivers.driver")

bool isInHand(const nlohmann::json& status)
{
    const auto state = protocol::deviceStateOf(status);
    return state == sdk::DeviceState::Online || state == sdk::DeviceState::DeviceBusy;
}

} // namespace

StatusBoard::StatusBoard(Outbox& outbox, std::string name)
    : m_outbox(outbox), m_name(std::move(name)), m_reported({{"common", {{"device", "online"}}}}),
      m_status({{"common", {{"device", "starting"}}}}), m_capabilities(nlohmann::json::object())
{
}

void StatusBoard::setStatus(const sdk::Status& status)
{
    nlohmann::json shown = protocol::toJson(status);
    const std::lock_guard lock(m_mutex);
    m_reported = shown;
    if (!m_isOpen && isInHand(shown))
        shown["common"] = m_status["common"];
    replace(std::move(shown));
}

void StatusBoard::setDeviceState(sdk::DeviceState state, const std::string& reason)
{
    const nlohmann::json common = protocol::toJson(sdk::Status(sdk::CameraStatus{{state, {reason}}, false}))["common"];
    const std::lock_guard lock(m_mutex);
    nlohmann::json changed = m_status;
    changed["common"] = common;
    replace(std::move(changed));
}

void StatusBoard::deviceOpened()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = true;
    replace(m_reported);
}

void StatusBoard::deviceLost()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = false;
}

// Announced under the lock: two changes at once are told in the order in which they are kept.
void StatusBoard::replace(nlohmann::json status)
{
    nlohmann::json changed = protocol::changedMembers(m_status, status);
    m_status = std::move(status);
    if (!changed.empty())
        m_outbox.broadcast(protocol::makeUnsolicited(std::string(protocol::event::kStatusChanged), std::move(changed)));
}

void StatusBoard::log(sdk::LogLevel level, const std::string& text)
{
    const QString line = QString::fromStdString(m_name + ": " + text);
    switch (level)
    {
    case sdk::LogLevel::Debug:
        qCDebug(lcDriver).noquote() << line;
        break;
    case sdk::LogLevel::Info:
        qCInfo(lcDriver).noquote() << line;
        break;
    case sdk::LogLevel::Warning:
        qCWarning(lcDriver).noquote() << line;
        break;
    }
}

void StatusBoard::pollSoon()
{
    const std::lock_guard lock(m_wishMutex);
    m_isWished = true;
    if (m_wake)
        m_wake();
}

void StatusBoard::onPollWish(std::function<void()> wake)
{
    const std::lock_guard lock(m_wishMutex);
    m_wake = std::move(wake);
}

bool StatusBoard::takePollWish()
{
    const std::lock_guard lock(m_wishMutex);
    return std::exchange(m_isWished, false);
}

void StatusBoard::setCapabilities(nlohmann::json capabilities)
{
    const std::lock_guard lock(m_mutex);
    m_capabilities = std::move(capabilities);
}

nlohmann::json StatusBoard::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

nlohmann::json StatusBoard::capabilities() const
{
    const std::lock_guard lock(m_mutex);
    return m_capabilities;
}

} // namespace banshi::drivers::host
