// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"

#include <string_view>

namespace banshi::queue::client
{

/// Collects an answer up to a limit; every piece of memory that it lets go is cleared.
class ReplyBuffer
{
public:
    explicit ReplyBuffer(std::size_t most) : m_most(most) {}

    /// False when the limit would be passed; the content stays as it was.
    [[nodiscard]] bool append(std::string_view data);
    [[nodiscard]] std::string_view text() const { return m_bytes.text().substr(0, m_size); }
    /// Hands the content over, exactly as long as it is.
    [[nodiscard]] base::SecretBytes take();

private:
    std::size_t m_most;
    base::SecretBytes m_bytes; // capacity; the first m_size bytes are content
    std::size_t m_size = 0;
};

} // namespace banshi::queue::client
