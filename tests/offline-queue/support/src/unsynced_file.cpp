// SPDX-License-Identifier: GPL-3.0-or-later
#include "unsynced_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace banshi::testing::queue
{

namespace
{

std::int64_t sizeOf(const std::string& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

std::vector<char> readAt(const std::string& path, std::int64_t offset, std::int64_t size)
{
    const std::int64_t have = std::clamp<std::int64_t>(sizeOf(path) - offset, 0, size);
    std::vector<char> bytes(static_cast<std::size_t>(have));
    std::ifstream file(path, std::ios::binary);
    file.seekg(offset);
    file.read(bytes.data(), static_cast<std::streamsize>(have));
    return bytes;
}

} // namespace

void UnsyncedFile::beforeWrite(const std::string& path, std::int64_t offset, std::span<const char> bytes)
{
    m_steps.push_back({offset, readAt(path, offset, static_cast<std::int64_t>(bytes.size())),
                       std::vector<char>(bytes.begin(), bytes.end()), sizeOf(path)});
}

void UnsyncedFile::beforeTruncate(const std::string& path, std::int64_t size)
{
    const std::int64_t whole = sizeOf(path);
    if (whole > size)
        m_steps.push_back({size, readAt(path, size, whole - size), {}, whole});
}

void UnsyncedFile::undoFrom(std::size_t first, std::vector<char>& image) const
{
    for (std::size_t at = m_steps.size(); at > first; --at)
    {
        const Step& step = m_steps[at - 1];
        image.resize(static_cast<std::size_t>(step.sizeBefore));
        std::copy(step.before.begin(), step.before.end(), image.begin() + step.offset);
    }
}

std::vector<char> UnsyncedFile::keepSectors(const std::vector<char>& written, std::vector<char> image,
                                            std::mt19937_64& random)
{
    constexpr std::size_t kSector = 512;
    for (std::size_t at = 0; at < written.size(); at += kSector)
    {
        const std::size_t end = std::min(at + kSector, written.size());
        const auto from = written.begin() + static_cast<std::ptrdiff_t>(at);
        const auto to = written.begin() + static_cast<std::ptrdiff_t>(end);
        if (random() % 2 == 0 ||
            (end <= image.size() && std::equal(from, to, image.begin() + static_cast<std::ptrdiff_t>(at))))
            continue;
        image.resize(std::max(image.size(), end));
        std::copy(from, to, image.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return image;
}

std::vector<char> UnsyncedFile::tear(std::vector<char> image, std::mt19937_64& random) const
{
    const std::size_t whole = random() % m_steps.size();
    undoFrom(whole, image);
    const Step& torn = m_steps[whole];
    if (torn.after.empty())
        return image;
    const std::size_t kept = random() % torn.after.size();
    const auto end = static_cast<std::size_t>(torn.offset) + kept;
    image.resize(std::max(image.size(), end));
    std::copy_n(torn.after.begin(), kept, image.begin() + torn.offset);
    return image;
}

void UnsyncedFile::undo(const std::string& path, PowerCutVfs::Loss loss, std::mt19937_64& random)
{
    if (m_steps.empty())
        return;
    const std::vector<char> written = readAt(path, 0, sizeOf(path));
    std::vector<char> image = written;
    if (loss == PowerCutVfs::Loss::Torn)
        image = tear(std::move(image), random);
    else
        undoFrom(0, image);
    if (loss == PowerCutVfs::Loss::RandomSectors)
        image = keepSectors(written, std::move(image), random);
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(image.data(), static_cast<std::streamsize>(image.size()));
    m_steps.clear();
}

} // namespace banshi::testing::queue
