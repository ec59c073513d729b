// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// The longest report of a USB HID device, its id included (full speed: 64; the specification allows more).
inline constexpr std::size_t kLongestReport = 1024;

/// A USB HID device's reports through `/dev/hidraw*`: each read() gives one whole input report, each write() sends one
/// output report, the id first where the device has ids. Simulators put a terminal in its place: a byte with the length
/// before each report, the report descriptor in the file `<path>.descriptor`.
/// Threads: one.
class HidrawChannel : public ByteChannel
{
public:
    /// Opens `path`, locks it against other programs. A terminal instead of a device is taken when `maySimulate`.
    /// Errors: DeviceNotReady with the system's reason.
    static Outcome<std::unique_ptr<HidrawChannel>> open(const std::string& path, bool maySimulate);
    ~HidrawChannel() override;

    /// The report descriptor (HID 1.11, 6.2.2).
    [[nodiscard]] const std::vector<std::uint8_t>& descriptor() const { return m_descriptor; }
    /// `into` should hold kLongestReport; what does not fit is lost.
    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override;

private:
    explicit HidrawChannel(int descriptor) : m_file(descriptor) {}
    [[nodiscard]] bool learnDescriptor(const std::string& path, bool maySimulate);
    /// One read from the kernel into m_arrived; false when the device has gone.
    [[nodiscard]] bool fetch();
    [[nodiscard]] std::size_t takeReport(std::span<std::uint8_t> into);

    const int m_file;
    bool m_isTerminal = false;
    std::vector<std::uint8_t> m_descriptor;
    std::vector<std::uint8_t> m_arrived; ///< a whole report, or what a terminal has said so far
};

} // namespace banshi::drivers::sdk
