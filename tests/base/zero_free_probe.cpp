// SPDX-License-Identifier: GPL-3.0-or-later
// Releases a secret in several sizes and looks for it in the heap through /proc/self/mem. Exit 0: not found.
// Built twice: with banshi_zero_free (must pass) and without (negative control, must fail).
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace
{

// Kept apart in two halves, so that the text as a whole exists on the heap only.
constexpr std::string_view kFirst = "440399";
constexpr std::string_view kSecond = "199001010018";

void leave(std::size_t repeats)
{
    const std::size_t length = 18 * repeats;
    char* text = static_cast<char*>(std::malloc(length));
    for (std::size_t i = 0; i < repeats; ++i)
    {
        std::copy(kFirst.begin(), kFirst.end(), text + 18 * i);
        std::copy(kSecond.begin(), kSecond.end(), text + 18 * i + kFirst.size());
    }
    if (auto* const grown = static_cast<char*>(std::realloc(text, length * 3)))
        text = grown;
    std::free(text);
}

bool holds(const std::vector<char>& memory)
{
    for (std::size_t i = 0; i + 18 <= memory.size(); ++i)
        if (std::memcmp(memory.data() + i, kFirst.data(), kFirst.size()) == 0 &&
            std::memcmp(memory.data() + i + kFirst.size(), kSecond.data(), kSecond.size()) == 0)
            return true;
    return false;
}

} // namespace

int main()
{
    for (const std::size_t repeats : {2U, 7U, 50U, 400U})
        leave(repeats);
    std::ifstream maps("/proc/self/maps");
    std::FILE* memory = std::fopen("/proc/self/mem", "rb");
    if (memory == nullptr)
        return 2;
    for (std::string line; std::getline(maps, line);)
    {
        if (line.find("[heap]") == std::string::npos)
            continue;
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        std::sscanf(line.c_str(), "%lx-%lx", &from, &to);
        std::vector<char> copy(to - from);
        std::fseek(memory, static_cast<long>(from), SEEK_SET);
        copy.resize(std::fread(copy.data(), 1, copy.size(), memory));
        if (holds(copy))
        {
            std::puts("a released secret is still in the heap");
            return 1;
        }
    }
    return 0;
}
