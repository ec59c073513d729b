// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/byte_channel.h>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace banshi::drivers::plugins::keypad_hid
{

/// The seam between the driver and an input device: a stream of `struct input_event`, and where its switches stand.
/// Threads: the driver's worker.
class KeySource
{
public:
    virtual ~KeySource() = default;
    [[nodiscard]] virtual sdk::ByteChannel& events() = 0;
    /// The codes of the switches that are on; nothing when the device does not say.
    [[nodiscard]] virtual std::optional<std::set<std::uint16_t>> switches() = 0;
};
using KeySourceFactory = std::function<sdk::Outcome<std::unique_ptr<KeySource>>(const sdk::CallContext&)>;

/// An input device `/dev/input/event*`, grabbed: its keys reach nobody else, no focused window either. Simulators put a
/// terminal in its place that says the same bytes, the codes of switches that are on in the file `<path>.switches`.
/// Threads: one.
class EvdevChannel : public KeySource, public sdk::ByteChannel
{
public:
    /// Opens and grabs `path`. A terminal instead of a device is taken when `maySimulate`.
    /// Errors: DeviceNotReady with the system's reason.
    static sdk::Outcome<std::unique_ptr<KeySource>> open(const std::string& path, bool maySimulate);
    ~EvdevChannel() override;

    [[nodiscard]] sdk::ByteChannel& events() override { return *this; }
    [[nodiscard]] std::optional<std::set<std::uint16_t>> switches() override;
    sdk::Outcome<std::size_t> read(std::span<std::uint8_t> into, const sdk::CallContext& call,
                                   sdk::TimePoint until) override;
    /// Keypads are not written to. Errors: InvalidData, always.
    sdk::Outcome<void> write(std::span<const std::uint8_t> bytes, const sdk::CallContext& call) override;
    void discardInput() override;

private:
    EvdevChannel(int file, std::string path) : m_file(file), m_path(std::move(path)) {}

    const int m_file;
    const std::string m_path;
    bool m_isTerminal = false;
};

} // namespace banshi::drivers::plugins::keypad_hid
