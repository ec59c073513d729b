// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace banshi::drivers::tool
{

/// One transfer of a recording, in the form of sdk::RecordingChannel.
struct Transfer
{
    bool isToDevice = false; ///< `>`, else `<`
    QByteArray bytes;
    bool operator==(const Transfer&) const = default;
};

/// The line of a transfer, with its end.
[[nodiscard]] std::string toLine(const Transfer& transfer);
/// Errors: the number of the first line that is not `> hex` or `< hex`. Threads: any.
[[nodiscard]] tl::expected<std::vector<Transfer>, int> parseRecording(const std::string& text);

} // namespace banshi::drivers::tool
