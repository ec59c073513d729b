// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/indicator/device.h"

#include <QFile>
#include <QSaveFile>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_indicator
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::refusal;

constexpr auto kWatchPeriod = 20ms;
constexpr auto kFlutterPeriod = 5ms; // a contact that bounces
constexpr int kFlutters = 100;
constexpr int kRestartMs = 1'000;
constexpr qint64 kLongestContent = 64;
constexpr const char* kDark = "0"; // what a light's file holds before anybody writes to it

QString nameOf(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

Device::Device(Setup setup, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)), m_watch(clock), m_flutter(clock), m_plugAgain(clock)
{
    connect(&m_watch, &base::Timer::fired, this, &Device::watch);
    connect(&m_flutter, &base::Timer::fired, this, &Device::flutter);
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)start(); });
}

Device::~Device()
{
    unplug(0);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    // Lights that are plugged in show what was written to them.
    const bool isPlugged = m_watch.isActive();
    for (const std::string& node : m_setup.lights)
    {
        if (!isPlugged && !write(node, kDark))
            return base::fail(virtual_wire::WireError::CannotLink, node);
        if (!isPlugged)
            m_lights[node].content = kDark;
    }
    for (const auto& [node, content] : m_setup.sensors)
        if (!write(node, content))
            return base::fail(virtual_wire::WireError::CannotLink, node);
    m_watch.startRepeating(kWatchPeriod);
    return {};
}

// A sensor's file changes at once, as sysfs does it.
bool Device::write(const std::string& node, const std::string& content)
{
    const std::filesystem::path path = m_setup.root / node;
    std::error_code fault;
    std::filesystem::create_directories(path.parent_path(), fault);
    QSaveFile file(nameOf(path));
    const QByteArray text = QByteArray::fromStdString(content.empty() ? content : content + "\n");
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

void Device::watch()
{
    for (auto& [node, light] : m_lights)
    {
        QFile file(nameOf(m_setup.root / node));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const std::string content = file.read(kLongestContent).trimmed().toStdString();
        if (content.empty() || content == light.content)
            continue; // empty: just being written
        light.content = content;
        ++light.changes;
    }
}

void Device::flutter()
{
    --m_flutters;
    for (const std::string& sensor : m_fluttering)
        (void)write(sensor, m_flutters % 2 == 0 ? m_setup.sensors[sensor] : "1");
    if (m_flutters == 0)
        m_flutter.stop();
}

void Device::unplug(int forMillis)
{
    m_watch.stop();
    m_flutter.stop();
    std::error_code fault;
    for (const std::string& node : m_setup.lights)
        std::filesystem::remove(m_setup.root / node, fault);
    for (const auto& [node, content] : m_setup.sensors)
        std::filesystem::remove(m_setup.root / node, fault);
    if (forMillis > 0)
        m_plugAgain.start(std::chrono::milliseconds(forMillis));
}

json Device::set(const json& request)
{
    const auto node = request.value("sensor", "");
    const auto found = m_setup.sensors.find(node);
    if (found == m_setup.sensors.end())
        return refusal("no such sensor: " + node);
    found->second = request.value("content", "");
    if (!write(node, found->second))
        return refusal("cannot be written: " + node);
    return state();
}

json Device::fault(const json& request)
{
    const auto kind = request.value("kind", "");
    const auto sensor = request.value("sensor", "");
    if (kind == "unplug")
        unplug(request.value("ms", 0));
    else if (kind == "restart")
        unplug(request.value("ms", kRestartMs));
    else if (kind != "noise" && kind != "halfFrame" && kind != "flood")
        return refusal("no such fault: " + kind);
    else if (!sensor.empty() && !m_setup.sensors.contains(sensor))
        return refusal("no such sensor: " + sensor);
    else
        spoil(kind, sensor);
    return state();
}

// Without a sensor all of them.
void Device::spoil(const std::string& kind, const std::string& sensor)
{
    std::vector<std::string> struck;
    for (const auto& [name, content] : m_setup.sensors)
        if (sensor.empty() || sensor == name)
            struck.push_back(name);
    if (kind == "flood")
    {
        m_fluttering = std::move(struck);
        m_flutters = kFlutters;
        m_flutter.startRepeating(kFlutterPeriod);
        return;
    }
    for (const std::string& name : struck)
        (void)write(name, kind == "noise" ? "\x01~ff" : "");
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "set")
        return set(request);
    if (what == "fault")
        return fault(request);
    if (what == "faults")
        return {{"faults", {"unplug", "restart", "noise", "halfFrame", "flood"}}};
    if (what == "clear" || what == "plug")
    {
        m_flutter.stop();
        if (auto started = start(); !started)
            return refusal(started.error().detail);
    }
    else if (what != "state")
        return refusal("set, fault, faults, clear, plug or state is expected");
    return state();
}

json Device::state() const
{
    json lights = json::object();
    int lit = 0;
    for (const auto& [node, light] : m_lights)
    {
        lights[node] = {{"content", light.content}, {"changes", light.changes}};
        lit += light.content == kDark ? 0 : 1;
    }
    return {{"plugged", m_watch.isActive()}, {"lights", std::move(lights)}, {"lit", lit}, {"sensors", m_setup.sensors}};
}

} // namespace banshi::drivers::virtual_indicator
