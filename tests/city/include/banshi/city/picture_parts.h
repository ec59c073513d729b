// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/http.h"

#include <optional>

namespace banshi::city
{

/// Sealed pictures that come in parts, until they are whole: one sealing of a picture for each machine. In memory only.
/// Threads: the caller's lock.
class PictureParts
{
public:
    /// `{state, offset, sealed_sha256}` of what is kept of a picture that is not whole.
    [[nodiscard]] Response held(const std::string& device, const std::string& sha256) const;

    /// What became of a part: an answer, or with the last one the whole sealed picture, which is then forgotten here.
    struct Taken
    {
        std::optional<Response> answer;
        std::string whole{};
    };
    [[nodiscard]] Taken take(const Call& call);

private:
    struct Sealing
    {
        std::string hash; ///< of the whole, hex
        std::string bytes;
    };
    std::map<std::string, Sealing> m_open; // by device and picture
};

} // namespace banshi::city
