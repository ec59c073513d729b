// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/node.h"

#include <array>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace banshi::drivers::plugins::indicator_gpio
{

namespace
{

constexpr std::size_t kLongestNumber = 24;

// A file that is open for as long as this lives; never waits for whatever is at the other end.
class OpenFile
{
public:
    OpenFile(const std::string& path, int how) : m_handle(::open(path.c_str(), how | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int handle() const { return m_handle; }

private:
    int m_handle;
};

} // namespace

std::optional<std::int64_t> parseNumber(const std::string& text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc())
        return std::nullopt;
    for (const char* rest = stop; rest != end; ++rest)
        if (*rest != '\n' && *rest != ' ')
            return std::nullopt;
    return number;
}

std::optional<std::int64_t> readNode(const std::string& path)
{
    const OpenFile file(path, O_RDONLY);
    std::array<char, kLongestNumber> text{};
    const ssize_t count = file.handle() < 0 ? -1 : ::read(file.handle(), text.data(), text.size());
    return count > 0 ? parseNumber(std::string(text.data(), static_cast<std::size_t>(count))) : std::nullopt;
}

bool isNodeThere(const std::string& path)
{
    return ::access(path.c_str(), W_OK) == 0;
}

bool writeNode(const std::string& path, std::int64_t value)
{
    const OpenFile file(path, O_WRONLY | O_TRUNC);
    const std::string text = std::to_string(value) + "\n";
    return file.handle() >= 0 && ::write(file.handle(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

} // namespace banshi::drivers::plugins::indicator_gpio
