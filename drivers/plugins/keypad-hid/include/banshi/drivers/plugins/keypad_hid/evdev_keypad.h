// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/keypad_hid/evdev_channel.h"
#include "banshi/drivers/plugins/keypad_hid/event_cutter.h"
#include "banshi/drivers/plugins/keypad_hid/key_map.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/keypad.h>
#include <memory>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::keypad_hid
{

/// A keypad that is an input device. Keys are told while somebody listens; switches are looked at all the time.
/// Threads: the host's worker.
class EvdevKeypad : public sdk::Keypad
{
public:
    /// What is particular about the keypad of this machine.
    struct Setup
    {
        KeyMap keys = usualKeys();
        std::vector<SwitchLine> switches{usualJack()};
        std::string model = "keypad";
    };

    /// `host` outlives the keypad.
    EvdevKeypad(Setup setup, KeySourceFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    /// A headset that is plugged in is heard of within this time.
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::milliseconds(250); }
    [[nodiscard]] sdk::KeypadCapabilities capabilities() const override;
    sdk::Outcome<std::vector<std::string>> listen(int most, const sdk::CallContext& call) override;

private:
    /// Reads what there is until `until`; keys go to `keys` when it is not null.
    sdk::Outcome<void> take(std::vector<std::string>* keys, const sdk::CallContext& call, sdk::TimePoint until);
    void apply(const InputEvent& event, std::vector<std::string>* keys, const sdk::CallContext& call);
    void lookAtSwitches();
    void report();

    const Setup m_setup;
    const KeySourceFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<KeySource> m_source;
    EventCutter m_cutter;
    sdk::KeypadStatus m_status;
};

} // namespace banshi::drivers::plugins::keypad_hid
