// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_fingerprint
{

using Bytes = std::vector<std::uint8_t>;

/// A fingerprint module without its line: a sensor, an image, two buffers. Fingers are names; the same name gives
/// nearly the same template each time. Shared with nothing in the driver. Threads: one.
class Module
{
public:
    /// One packet of the driver (from EF 01 to the sum); returns what goes back, packet by packet.
    [[nodiscard]] std::vector<Bytes> receive(const Bytes& packet);
    void place(const std::string& finger) { m_finger = finger; }
    void lift() { m_finger.clear(); }
    /// The next `count` fingers cannot be made a template of.
    void smear(int count) { m_smeared = count; }
    /// The next `count` fingers are lifted before they are captured.
    void liftEarly(int count) { m_lifted = count; }
    /// Power off and on: everything is forgotten.
    void restart();

    [[nodiscard]] bool hasFinger() const { return !m_finger.empty(); }
    /// How many of the two buffers hold a finger.
    [[nodiscard]] int held() const;
    /// Templates that were made.
    [[nodiscard]] int captures() const { return m_captures; }

private:
    [[nodiscard]] std::vector<Bytes> answer(std::uint8_t code, const Bytes& values = {}) const;
    std::vector<Bytes> takeImage();
    std::vector<Bytes> makeTemplate(std::uint8_t buffer);
    std::vector<Bytes> upload(std::uint8_t buffer) const;
    [[nodiscard]] std::vector<Bytes> match() const;

    std::string m_finger;
    std::string m_image;
    std::array<Bytes, 2> m_buffers;
    std::optional<std::size_t> m_downloading; ///< the buffer that data packets go to
    Bytes m_download;
    std::minstd_rand m_random{20260101};
    int m_smeared = 0;
    int m_lifted = 0;
    int m_captures = 0;
};

} // namespace banshi::drivers::virtual_fingerprint
