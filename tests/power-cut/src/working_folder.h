// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace banshi::testing::powercut
{

/// A folder for the files of the runs, in memory when there is some: they live for milliseconds. Removed at the end.
/// Ends the program when there can be none. Threads: one.
class WorkingFolder
{
public:
    explicit WorkingFolder(const std::string& name)
    {
        std::error_code error;
        const std::filesystem::path memory = "/dev/shm";
        std::string made =
            (std::filesystem::is_directory(memory, error) ? memory : std::filesystem::temp_directory_path()) /
            (name + "-XXXXXX");
        if (mkdtemp(made.data()) == nullptr)
        {
            std::fprintf(stderr, "no folder for the files of the runs\n");
            std::exit(2);
        }
        m_path = made;
    }
    ~WorkingFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace banshi::testing::powercut
