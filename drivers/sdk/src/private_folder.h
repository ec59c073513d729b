// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace banshi::drivers::sdk
{

/// A folder of its owner only; what stands in it is overwritten and removed with this object.
/// Threads: one.
class PrivateFolder
{
public:
    /// Makes it below `parent`, and removes those of processes that were killed and could not; path() is empty when it
    /// cannot be made.
    explicit PrivateFolder(const std::string& parent);
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    /// Overwrites and removes what stands in it.
    void tidy() const;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace banshi::drivers::sdk
