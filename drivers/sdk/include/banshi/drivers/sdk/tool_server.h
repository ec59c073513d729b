// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/tool_message.h"

#include <cerrno>
#include <string>
#include <unistd.h>
#include <utility>

namespace banshi::drivers::sdk
{

/// Where a tool finds its pipes (ProgramWires::Apart).
inline constexpr int kToolRequests = 3;
inline constexpr int kToolAnswers = 4;

/// Reads exactly `size` bytes; false when they do not come any more. Threads: any.
[[nodiscard]] inline bool readFully(int file, void* into, std::size_t size)
{
    auto* at = static_cast<char*>(into);
    while (size > 0)
    {
        const ssize_t count = ::read(file, at, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

/// Writes all bytes; false when nobody takes them any more. Threads: any.
[[nodiscard]] inline bool writeFully(int file, const void* bytes, std::size_t size)
{
    const auto* at = static_cast<const char*>(bytes);
    while (size > 0)
    {
        const ssize_t count = ::write(file, at, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

/// The main loop of a tool: `std::string answer(const std::string& request)` is called for one request after the other,
/// on this thread, until the driver closes. Requests and answers are overwritten. Returns what main() should return.
/// Threads: one, that of main().
template <class Answer>
[[nodiscard]] int serveTool(Answer answer)
{
    ToolHeader header;
    while (readFully(kToolRequests, header.data(), header.size()))
    {
        std::string request(toolMessageSize(header), '\0');
        if (!readFully(kToolRequests, request.data(), request.size()))
            return 1;
        std::string said = answer(std::as_const(request));
        header = toolHeader(said.size(), toolMessageNumber(header));
        const bool isTaken = writeFully(kToolAnswers, header.data(), header.size()) &&
                             writeFully(kToolAnswers, said.data(), said.size());
        wipe(request);
        wipe(said);
        if (!isTaken)
            return 1;
    }
    return 0;
}

} // namespace banshi::drivers::sdk
