// SPDX-License-Identifier: GPL-3.0-or-later
#include "wal_doctor.h"

#include "files.h"

#include <bit>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace banshi::queue::store
{

namespace
{

constexpr std::size_t kHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::size_t kWord = 4;
constexpr std::uint32_t kMagic = 0x377f0682; // its last bit: checksums are of big-endian words
constexpr int kBits = 8;

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
}

void putBigEndian(std::span<std::uint8_t> bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < kWord; ++i)
        bytes[at + i] = static_cast<std::uint8_t>(value >> (kBits * (kWord - 1 - i)));
}

struct Checksum
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    bool operator==(const Checksum&) const = default;

    [[nodiscard]] Checksum over(std::span<const std::uint8_t> bytes, bool isBigEndian) const
    {
        Checksum sum = *this;
        for (std::size_t at = 0; at + 2 * kWord <= bytes.size(); at += 2 * kWord)
        {
            std::uint32_t left = bigEndian(bytes, at);
            std::uint32_t right = bigEndian(bytes, at + kWord);
            if (!isBigEndian)
            {
                left = __builtin_bswap32(left);
                right = __builtin_bswap32(right);
            }
            sum.first += left + sum.second;
            sum.second += right + sum.first;
        }
        return sum;
    }
    /// How many bits differ.
    [[nodiscard]] int distance(const Checksum& other) const
    {
        return std::popcount(first ^ other.first) + std::popcount(second ^ other.second);
    }
};

Checksum stored(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return {bigEndian(bytes, at), bigEndian(bytes, at + kWord)};
}

/// Tries each bit of `bytes` turned round; leaves the one that makes `fits` true.
template <class Fits>
bool turnOneBit(std::span<std::uint8_t> bytes, const Fits& fits)
{
    for (auto& byte : bytes)
        for (int bit = 0; bit < kBits; ++bit)
        {
            byte ^= static_cast<std::uint8_t>(1U << bit);
            if (fits())
                return true;
            byte ^= static_cast<std::uint8_t>(1U << bit);
        }
    return false;
}

/// A log in memory. Threads: one.
class Log
{
public:
    explicit Log(Bytes& bytes) : m_bytes(bytes) {}

    WalFindings treat()
    {
        if (m_bytes.size() < kHeader || (!isHeaderSound() && !repairHeader()))
            return {m_repaired, m_bytes.size() > kHeader};
        const bool isBigEndian = (bigEndian(m_bytes, 0) & 1) != 0;
        const std::size_t page = bigEndian(m_bytes, 2 * kWord);
        Checksum sum = stored(m_bytes, 6 * kWord);
        for (std::size_t at = kHeader; at + kFrameHeader + page <= m_bytes.size(); at += kFrameHeader + page)
        {
            const Frame frame{at, page, isBigEndian};
            const Checksum before = sum;
            if (!hasSalts(frame) || sumOf(frame, before) != stored(m_bytes, at + 4 * kWord))
                if (!repair(frame, before))
                    return {m_repaired, isFollowed(frame)};
            sum = stored(m_bytes, at + 4 * kWord);
        }
        return {m_repaired, false};
    }

private:
    struct Frame
    {
        std::size_t at;
        std::size_t page;
        bool isBigEndian;
    };

    [[nodiscard]] bool isHeaderSound() const
    {
        const std::uint32_t magic = bigEndian(m_bytes, 0);
        const std::uint32_t page = bigEndian(m_bytes, 2 * kWord);
        constexpr std::uint32_t kLeastPage = 512;
        constexpr std::uint32_t kMostPage = 65536;
        if ((magic & ~1U) != kMagic || page < kLeastPage || page > kMostPage || !std::has_single_bit(page))
            return false;
        return Checksum().over(std::span(m_bytes).first(6 * kWord), (magic & 1) != 0) == stored(m_bytes, 6 * kWord);
    }
    [[nodiscard]] bool repairHeader()
    {
        const bool isRepaired = turnOneBit(std::span(m_bytes).first(kHeader), [this] { return isHeaderSound(); });
        m_repaired += isRepaired ? 1 : 0;
        return isRepaired;
    }
    [[nodiscard]] bool hasSalts(const Frame& frame) const
    {
        return stored(m_bytes, frame.at + 2 * kWord) == stored(m_bytes, 4 * kWord);
    }
    /// The frame's checksum covers page number and commit size, then the page.
    [[nodiscard]] Checksum sumOf(const Frame& frame, const Checksum& before) const
    {
        const std::span<const std::uint8_t> bytes(m_bytes);
        return before.over(bytes.subspan(frame.at, 2 * kWord), frame.isBigEndian)
            .over(bytes.subspan(frame.at + kFrameHeader, frame.page), frame.isBigEndian);
    }
    [[nodiscard]] bool repair(const Frame& frame, const Checksum& before)
    {
        const std::span<std::uint8_t> bytes(m_bytes);
        const Checksum salts = stored(m_bytes, 4 * kWord);
        const int saltBits = salts.distance(stored(m_bytes, frame.at + 2 * kWord));
        const Checksum right = sumOf(frame, before);
        const int sumBits = right.distance(stored(m_bytes, frame.at + 4 * kWord));
        if (saltBits + sumBits == 1) // the flipped bit stands in the frame's header
        {
            putBigEndian(bytes, frame.at + 2 * kWord, salts.first);
            putBigEndian(bytes, frame.at + 3 * kWord, salts.second);
            putBigEndian(bytes, frame.at + 4 * kWord, right.first);
            putBigEndian(bytes, frame.at + 5 * kWord, right.second);
            ++m_repaired;
            return true;
        }
        if (saltBits != 0) // a frame of before the log began again
            return false;
        const auto fits = [&] { return sumOf(frame, before) == stored(m_bytes, frame.at + 4 * kWord); };
        const bool isRepaired = turnOneBit(bytes.subspan(frame.at, 2 * kWord), fits) ||
                                turnOneBit(bytes.subspan(frame.at + kFrameHeader, frame.page), fits);
        m_repaired += isRepaired ? 1 : 0;
        return isRepaired;
    }
    /// Whether the next frame fits the checksum that stands in this one.
    [[nodiscard]] bool isFollowed(const Frame& frame) const
    {
        const Frame next{frame.at + kFrameHeader + frame.page, frame.page, frame.isBigEndian};
        return next.at + kFrameHeader + next.page <= m_bytes.size() && hasSalts(frame) && hasSalts(next) &&
               sumOf(next, stored(m_bytes, frame.at + 4 * kWord)) == stored(m_bytes, next.at + 4 * kWord);
    }

    Bytes& m_bytes;
    std::int64_t m_repaired = 0;
};

/// In place, because the log's name must not go through a moment without the log.
bool writeBack(const std::filesystem::path& wal, const Bytes& before, const Bytes& after)
{
    const int file = ::open(wal.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool isWritten = true;
    for (std::size_t at = 0; at < after.size(); ++at)
        if (before[at] != after[at])
            isWritten = isWritten && ::pwrite(file, &after[at], 1, static_cast<off_t>(at)) == 1;
    isWritten = ::fsync(file) == 0 && isWritten;
    ::close(file);
    return isWritten;
}

} // namespace

WalFindings treatWal(const std::filesystem::path& wal)
{
    constexpr std::size_t kMost = std::size_t{256} * 1024 * 1024; // sixteen times what the log is held to
    auto bytes = readWhole(wal, kMost);
    if (!bytes || bytes->size() <= kHeader)
        return {};
    const Bytes before = *bytes;
    WalFindings findings = Log(*bytes).treat();
    if (findings.repaired > 0 && !writeBack(wal, before, *bytes))
        return {0, true};
    return findings;
}

} // namespace banshi::queue::store
