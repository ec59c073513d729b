// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// What has to be known after a restart, one JSON object a line, each on disk before append() returns. Without a path
/// nothing is kept. Threads: the caller's lock.
class StateFile
{
public:
    explicit StateFile(const std::string& path);
    ~StateFile();
    StateFile(const StateFile&) = delete;
    StateFile& operator=(const StateFile&) = delete;

    /// Hands out what an earlier process wrote; a last line that was cut off is dropped.
    void replay(const std::function<void(const nlohmann::json&)>& take);
    /// Throws std::runtime_error when the disk refuses.
    void append(const nlohmann::json& entry);

private:
    std::string m_path;
    int m_descriptor = -1;
};

} // namespace banshi::city
