// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/sysfs_indicators.h"

#include "banshi/drivers/plugins/indicator_gpio/node.h"

#include <algorithm>

namespace banshi::drivers::plugins::indicator_gpio
{

namespace
{

using namespace std::chrono_literals;
using sdk::FlashRate;

std::chrono::milliseconds periodOf(FlashRate rate)
{
    switch (rate)
    {
    case FlashRate::Slow:
        return 2000ms;
    case FlashRate::Medium:
        return 1000ms;
    case FlashRate::Quick:
        return 250ms;
    case FlashRate::Off:
    case FlashRate::Continuous:
        break;
    }
    return 0ms;
}

} // namespace

bool isLit(FlashRate rate, sdk::TimePoint now)
{
    const auto period = periodOf(rate);
    if (period == 0ms)
        return rate == FlashRate::Continuous;
    return now.time_since_epoch() % period < period / 2;
}

SysfsIndicators::SysfsIndicators(Setup setup, sdk::HostServices& host, std::unique_ptr<GpioLines> lines)
    : m_setup(std::move(setup)), m_host(host), m_lines(std::move(lines))
{
}

std::optional<std::int64_t> SysfsIndicators::read(const SensorLine& sensor)
{
    return sensor.gpio ? m_lines->read(*sensor.gpio) : readNode(pathOf(sensor.path));
}

bool SysfsIndicators::write(const LightLine& light, std::int64_t value)
{
    return light.gpio ? m_lines->write(*light.gpio, value) : writeNode(pathOf(light.path), value);
}

bool SysfsIndicators::isThere(const LightLine& light)
{
    return light.gpio ? m_lines->isHeld(*light.gpio) : isNodeThere(pathOf(light.path));
}

sdk::Outcome<void> SysfsIndicators::open(const sdk::CallContext& call)
{
    m_rates.clear();
    m_written.clear();
    m_seen.clear();
    m_reported.reset();
    for (const LightLine& light : m_setup.lights)
        m_rates[light.name] = FlashRate::Off;
    return poll(call);
}

void SysfsIndicators::close()
{
    for (const LightLine& light : m_setup.lights)
        (void)write(light, light.off);
    m_lines->release();
    m_written.clear();
}

sdk::IndicatorsCapabilities SysfsIndicators::capabilities() const
{
    sdk::IndicatorsCapabilities capabilities;
    capabilities.common.model = "sysfs";
    for (const LightLine& light : m_setup.lights)
        capabilities.lights.push_back(light.name);
    for (const SensorLine& sensor : m_setup.sensors)
        capabilities.sensors.push_back(sensor.name);
    return capabilities;
}

// A file or a line that has gone and comes back has forgotten what was written to it.
bool SysfsIndicators::shine(const LightLine& light, sdk::TimePoint now)
{
    const std::int64_t wanted = isLit(m_rates[light.name], now) ? light.on : light.off;
    const auto held = m_written.find(light.name);
    if (held != m_written.end() && held->second == wanted && isThere(light))
        return true;
    m_written.erase(light.name);
    if (!write(light, wanted))
        return false;
    m_written[light.name] = wanted;
    return true;
}

// A changed contact bounces, and a file that is being written may be empty: what is said once does not count.
void SysfsIndicators::look()
{
    for (const SensorLine& sensor : m_setup.sensors)
    {
        const auto value = read(sensor);
        const auto word = value ? std::optional(wordFor(sensor, *value)) : std::nullopt;
        Seen& seen = m_seen[sensor.name];
        if (seen.isFirst || seen.last == word)
            seen.settled = word;
        seen.last = word;
        seen.isFirst = false;
    }
}

sdk::Outcome<void> SysfsIndicators::poll(const sdk::CallContext& call)
{
    for (const LightLine& light : m_setup.lights)
        m_isLightLost[light.name] = !shine(light, call.now());
    look();
    const bool isAnyLight = std::ranges::any_of(m_isLightLost, [](const auto& lost) { return !lost.second; });
    const bool isAnySensor = std::ranges::any_of(m_seen, [](const auto& seen) { return seen.second.last.has_value(); });
    if (!isAnyLight && !isAnySensor)
        return sdk::failure(sdk::ErrorCode::DeviceNotReady, "none of the configured files and lines is there");
    report();
    return {};
}

void SysfsIndicators::report()
{
    sdk::IndicatorsStatus status{{sdk::DeviceState::Online, {}}, m_rates, {}};
    for (const auto& [name, seen] : m_seen)
    {
        if (seen.settled)
            status.sensors[name] = *seen.settled;
        else
            status.common.reasons.push_back(name);
    }
    for (const auto& [name, isLost] : m_isLightLost)
        if (isLost)
            status.common.reasons.push_back(name);
    if (!status.common.reasons.empty())
        status.common.device = sdk::DeviceState::HardwareError;
    if (m_reported == status)
        return;
    m_host.setStatus(status);
    m_reported = std::move(status);
}

sdk::Outcome<void> SysfsIndicators::setLights(const std::map<std::string, sdk::FlashRate>& lights,
                                              const sdk::CallContext& call)
{
    for (const auto& [name, rate] : lights)
        if (!m_rates.contains(name))
            return sdk::failure(sdk::ErrorCode::UnsupportedData, "no light " + name);
    bool isWritten = true;
    for (const LightLine& light : m_setup.lights)
        if (const auto wanted = lights.find(light.name); wanted != lights.end())
        {
            m_rates[light.name] = wanted->second;
            m_isLightLost[light.name] = !shine(light, call.now());
            isWritten = isWritten && !m_isLightLost[light.name];
        }
    report();
    if (!isWritten)
        return sdk::failure(sdk::ErrorCode::HardwareError, "a light cannot be set");
    return {};
}

} // namespace banshi::drivers::plugins::indicator_gpio
