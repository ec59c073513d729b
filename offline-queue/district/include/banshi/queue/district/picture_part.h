// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace banshi::queue::district
{

/// Some bytes of a sealed picture. Threads: plain value; the bytes live elsewhere.
struct PicturePart
{
    std::string sha256; ///< of the picture, hex
    std::string keyId;
    std::string sealedHash;              ///< SHA-256 (hex) of all sealed bytes: which sealing it is
    std::int64_t offset = 0;             ///< of `bytes` in them
    std::int64_t length = 0;             ///< of all of them
    std::span<const std::uint8_t> bytes; ///< at least one
};

/// How much of a picture is here.
struct HeldPicture
{
    enum class State
    {
        Absent,
        Partial,
        Complete,
    };
    State state = State::Absent;
    std::int64_t offset = 0; ///< of a partial one: so many bytes
    std::string sealedHash;  ///< of a partial one: of which sealing
};

/// What became of a part.
struct PartTaken
{
    enum class Word
    {
        Kept,        ///< durable, as `held` says
        OffsetWrong, ///< nothing was kept: it goes on where `held` says
        HashWrong,   ///< all parts are here and are not the sealing that they were called: none is kept
    };
    Word word = Word::Kept;
    HeldPicture held;
};

} // namespace banshi::queue::district
