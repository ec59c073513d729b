// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace banshi::drivers::virtual_idcard
{

/// One request as the module receives it.
struct Request
{
    bool checksumOk = false;
    bool lengthOk = false;
    std::uint8_t command = 0;
    std::uint8_t parameter = 0;
    std::vector<std::uint8_t> frame; ///< as received, for echoes
};

/// Cuts the driver's bytes into requests. Threads: one.
class RequestParser
{
public:
    void feed(std::span<const std::uint8_t> bytes);
    [[nodiscard]] std::optional<Request> take();

private:
    std::vector<std::uint8_t> m_buffer;
};

} // namespace banshi::drivers::virtual_idcard
