// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/keypad_hid/evdev_keypad.h"

#include <algorithm>
#include <array>
#include <banshi/drivers/sdk/wipe.h>
#include <linux/input.h>

namespace banshi::drivers::plugins::keypad_hid
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;

constexpr auto kSlice = 100ms;
constexpr std::int32_t kPressed = 1; // 0 is released, 2 a key that repeats because it is held

} // namespace

EvdevKeypad::EvdevKeypad(Setup setup, KeySourceFactory connect, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_connect(std::move(connect)), m_host(host)
{
}

sdk::Outcome<void> EvdevKeypad::open(const sdk::CallContext& call)
{
    close();
    auto source = m_connect(call);
    if (!source)
        return source.failure();
    m_source = std::move(*source);
    m_status = {{sdk::DeviceState::Online, {}}, false, {}};
    lookAtSwitches();
    report();
    return {};
}

void EvdevKeypad::close()
{
    m_source.reset();
    m_cutter.reset();
}

void EvdevKeypad::report()
{
    m_host.setStatus(m_status);
}

void EvdevKeypad::lookAtSwitches()
{
    const auto on = m_source->switches();
    for (const SwitchLine& line : m_setup.switches)
        m_status.sensors[line.name] = on && on->contains(line.code) ? line.on : line.off;
}

sdk::KeypadCapabilities EvdevKeypad::capabilities() const
{
    sdk::KeypadCapabilities capabilities;
    capabilities.common.model = m_setup.model;
    for (const auto& [code, word] : m_setup.keys)
        if (std::ranges::find(capabilities.keys, word) == capabilities.keys.end())
            capabilities.keys.push_back(word);
    for (const SwitchLine& line : m_setup.switches)
        capabilities.sensors.push_back(line.name);
    return capabilities;
}

void EvdevKeypad::apply(const InputEvent& event, std::vector<std::string>* keys, const sdk::CallContext& call)
{
    if (event.type == EV_KEY && event.value == kPressed && keys != nullptr)
    {
        const auto key = m_setup.keys.find(event.code);
        if (key == m_setup.keys.end())
            return;
        keys->push_back(key->second);
        call.event(sdk::KeyPressed{key->second});
    }
    else if (event.type == EV_SW)
    {
        for (const SwitchLine& line : m_setup.switches)
            if (line.code == event.code)
                m_status.sensors[line.name] = event.value != 0 ? line.on : line.off;
    }
    else if (event.type == EV_SYN && event.code == SYN_DROPPED)
        lookAtSwitches(); // the kernel has lost some of what happened
}

sdk::Outcome<void> EvdevKeypad::take(std::vector<std::string>* keys, const sdk::CallContext& call, sdk::TimePoint until)
{
    std::array<std::uint8_t, 64 * sizeof(input_event)> chunk{};
    const sdk::KeypadStatus before = m_status;
    const auto count = m_source->events().read(chunk, call, until);
    if (!count)
        return count.failure();
    m_cutter.feed(std::span(chunk).first(*count));
    sdk::wipe(chunk.data(), *count);
    while (const auto event = m_cutter.take())
        apply(*event, keys, call);
    if (m_status != before)
        report();
    return {};
}

sdk::Outcome<void> EvdevKeypad::poll(const sdk::CallContext& call)
{
    if (!m_source)
        return sdk::failure(ErrorCode::DeviceNotReady, "not open");
    return take(nullptr, call, call.now());
}

sdk::Outcome<std::vector<std::string>> EvdevKeypad::listen(int most, const sdk::CallContext& call)
{
    if (auto clean = poll(call); !clean) // what was pressed before is nobody's
        return clean.failure();
    m_status.listening = true;
    report();
    std::vector<std::string> keys;
    sdk::Outcome<std::vector<std::string>> end = keys;
    for (;;)
    {
        const auto taken = take(&keys, call, call.atMost(kSlice));
        if (!taken)
            end = taken.failure();
        else if (most > 0 && keys.size() >= static_cast<std::size_t>(most))
        {
            keys.resize(static_cast<std::size_t>(most));
            end = std::move(keys);
        }
        else if (const auto stop = call.stopReason())
            end = *stop;
        else
            continue;
        break;
    }
    m_status.listening = false;
    if (end || end.failure().code != ErrorCode::DeviceNotReady)
        report();
    return end;
}

} // namespace banshi::drivers::plugins::keypad_hid
