// SPDX-License-Identifier: Apache-2.0
#include "private_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace banshi::drivers::sdk
{

namespace
{

namespace fs = std::filesystem;

void overwrite(const fs::path& path)
{
    std::error_code unknownSize;
    auto left = fs::file_size(path, unknownSize);
    const int file = ::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 || unknownSize)
        return;
    const std::array<char, 4096> zeros{};
    while (left > 0)
    {
        const ssize_t count = ::write(file, zeros.data(), std::min<std::uintmax_t>(left, zeros.size()));
        if (count <= 0)
            break;
        left -= static_cast<std::uintmax_t>(count);
    }
    ::close(file);
}

void tidyFolder(const std::string& path)
{
    std::error_code problem; // whoever cannot look at a folder cannot overwrite what is in it either
    fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, problem);
    for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem))
        if (entry->is_regular_file(problem) && !entry->is_symlink(problem))
            overwrite(entry->path());
    for (fs::directory_iterator top(path, problem); !problem && top != fs::directory_iterator(); top.increment(problem))
    {
        std::error_code staysThere;
        fs::remove_all(top->path(), staysThere);
    }
}

// The folders' names say whose they are: tool-PROCESS-XXXXXX.
void removeThoseOfTheDead(const std::string& parent)
{
    std::error_code problem;
    for (fs::directory_iterator entry(parent, problem); !problem && entry != fs::directory_iterator();
         entry.increment(problem))
    {
        int owner = 0;
        if (std::sscanf(entry->path().filename().c_str(), "tool-%d-", &owner) != 1 || owner <= 0 ||
            ::kill(owner, 0) == 0 || errno != ESRCH)
            continue;
        tidyFolder(entry->path().string());
        std::error_code staysThere;
        fs::remove(entry->path(), staysThere);
    }
}

} // namespace

PrivateFolder::PrivateFolder(const std::string& parent)
    : m_path(parent + "/tool-" + std::to_string(::getpid()) + "-XXXXXX")
{
    removeThoseOfTheDead(parent);
    if (parent.empty() || ::mkdtemp(m_path.data()) == nullptr)
        m_path.clear();
}

PrivateFolder::~PrivateFolder()
{
    if (m_path.empty())
        return;
    tidy();
    std::error_code problem;
    fs::remove(m_path, problem);
}

void PrivateFolder::tidy() const
{
    tidyFolder(m_path);
}

} // namespace banshi::drivers::sdk
