// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <filesystem>

namespace banshi::testing::queue
{

/// Makes keys and certificates of a city, a district and the machine `TEST-01` in `folder`, as
/// packaging/tls/make-test-tls.sh does; false when it fails. Threads: any; blocks.
[[nodiscard]] bool makeTestTls(const std::filesystem::path& folder);

/// The same in a temporary folder, which has room beside them and goes with this object. Threads: one.
class TestTls
{
public:
    /// Once, before anything is read from folder().
    [[nodiscard]] bool make() { return makeTestTls(m_folder); }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// Where more may be put.
    [[nodiscard]] std::filesystem::path beside() const { return m_folder.parent_path(); }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder = std::filesystem::path(m_temporary.path().toStdString()) / "tls";
};

} // namespace banshi::testing::queue
