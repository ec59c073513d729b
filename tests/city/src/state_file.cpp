// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/state_file.h"

#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace banshi::city
{

StateFile::StateFile(const std::string& path) : m_path(path)
{
    constexpr int kOwnerOnly = 0600;
    if (!m_path.empty())
        m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kOwnerOnly);
}

StateFile::~StateFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void StateFile::replay(const std::function<void(const nlohmann::json&)>& take)
{
    std::ifstream file(m_path);
    std::string line;
    off_t whole = 0;
    while (!m_path.empty() && std::getline(file, line) && !file.eof())
    {
        const auto entry = nlohmann::json::parse(line, nullptr, false);
        if (!entry.is_object())
            break;
        take(entry);
        whole += static_cast<off_t>(line.size()) + 1;
    }
    if (m_descriptor >= 0 && ::ftruncate(m_descriptor, whole) != 0)
        throw std::runtime_error("the state file cannot be cut");
}

void StateFile::append(const nlohmann::json& entry)
{
    if (m_path.empty())
        return;
    const std::string line = entry.dump() + "\n";
    if (::write(m_descriptor, line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        ::fdatasync(m_descriptor) != 0)
        throw std::runtime_error("the state file cannot be written");
}

} // namespace banshi::city
