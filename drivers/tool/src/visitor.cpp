// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/visitor.h"

namespace banshi::drivers::tool
{

using nlohmann::json;

namespace
{

json answerOf(const client::Completion& completion)
{
    json answer{{"command", completion.command}, {"completionCode", protocol::text(completion.code)}};
    if (!completion.errorCode.empty())
        answer["errorCode"] = completion.errorCode;
    if (!completion.description.empty())
        answer["errorDescription"] = completion.description;
    answer["payload"] = completion.payload;
    return answer;
}

bool isKnown(const client::DeviceProxy& device)
{
    return device.isConnected() && !device.status().empty() && !device.capabilities().empty();
}

} // namespace

Visitor::Visitor(const base::Clock& clock, const QString& portFile, const QString& tokenFile,
                 std::chrono::milliseconds patience, Say say)
    : m_clock(clock), m_patience(patience), m_say(std::move(say)), m_directory(clock, portFile, tokenFile),
      m_limit(clock)
{
    connect(&m_limit, &base::Timer::fired, this, [this] { end(VisitEnd::NoAnswer); });
    m_limit.start(m_patience);
    m_directory.start();
}

void Visitor::end(VisitEnd how)
{
    m_limit.stop();
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT ended(how);
}

void Visitor::list()
{
    // Services are announced one after another; those that say what they are within the patience are listed.
    connect(&m_directory, &client::DeviceDirectory::serviceChanged, this, [this](const QString& name) {
        const auto devices = m_directory.devices();
        const bool isDevice =
            std::ranges::find(devices, name.toStdString(), &protocol::ServiceEntry::name) != devices.end();
        const auto isThere = [&](const auto& device) { return device->name() == name; };
        if (!isDevice || std::ranges::any_of(m_devices, isThere))
            return;
        m_devices.push_back(std::make_unique<client::DeviceProxy>(m_clock, m_directory, name));
        connect(m_devices.back().get(), &client::DeviceProxy::stateChanged, this, &Visitor::sayAll);
    });
}

void Visitor::sayAll()
{
    const bool allKnown = m_devices.size() == m_directory.devices().size() &&
                          std::ranges::all_of(m_devices, [](const auto& device) { return isKnown(*device); });
    if (!allKnown || m_hasEnded)
        return;
    json all = json::array();
    for (const auto& service : m_directory.devices())
        for (const auto& device : m_devices)
            if (device->name() == QString::fromStdString(service.name))
                all.push_back({{"name", service.name},
                               {"class", service.deviceClass},
                               {"uri", service.uri},
                               {"condition", client::text(device->condition())}});
    m_say(all);
    end(VisitEnd::Done);
}

// Calls `then` once, when the device has said its status and what it can do.
void Visitor::meet(const QString& name, std::function<void()> then)
{
    m_devices.push_back(std::make_unique<client::DeviceProxy>(m_clock, m_directory, name));
    auto* device = m_devices.back().get();
    connect(device, &client::DeviceProxy::stateChanged, this,
            [this, device, then = std::move(then), met = false]() mutable {
                if (met || !isKnown(*device))
                    return;
                met = true;
                m_limit.stop();
                then();
            });
}

void Visitor::status(const QString& name)
{
    meet(name, [this] {
        const auto& device = *m_devices.front();
        m_say({{"condition", client::text(device.condition())},
               {"status", device.status()},
               {"capabilities", device.capabilities()}});
        end(VisitEnd::Done);
    });
}

void Visitor::send(const QString& name, const std::string& command, const std::string& payload,
                   std::chrono::milliseconds timeout)
{
    json content = json::parse(payload, nullptr, false);
    if (!content.is_object())
    {
        m_say({{"problem", "the payload is no JSON object"}});
        return end(VisitEnd::BadOrder);
    }
    meet(name, [this, command, content = std::move(content), timeout] {
        auto& device = *m_devices.front();
        connect(&device, &client::DeviceProxy::eventReceived, this, [this](const QString& event, const json& said) {
            m_say({{"event", event.toStdString()}, {"payload", said}});
        });
        device.send(command, content, timeout, [this](const client::Completion& completion) {
            m_say(answerOf(completion));
            end(completion.ok() ? VisitEnd::Done : VisitEnd::Refused);
        });
    });
}

void Visitor::watch(const QString& name)
{
    meet(name, [this] {
        auto& device = *m_devices.front();
        const auto sayState = [this, &device] {
            m_say({{"condition", client::text(device.condition())}, {"status", device.status()}});
        };
        sayState();
        connect(&device, &client::DeviceProxy::stateChanged, this, sayState);
        connect(&device, &client::DeviceProxy::eventReceived, this, [this](const QString& event, const json& said) {
            m_say({{"event", event.toStdString()}, {"payload", said}});
        });
    });
}

} // namespace banshi::drivers::tool
