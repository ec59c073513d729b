// SPDX-License-Identifier: Apache-2.0
// The program in which the vendor's library runs, and nothing else: one call for each question, one thread, no state.
#include <acr.h>
#include <banshi/drivers/sdk/tool_server.h>

namespace
{

namespace sdk = banshi::drivers::sdk;

constexpr int kLongestText = 4096;

std::string error(int code)
{
    return "error " + std::to_string(-code);
}

// What a function of the library writes, as text; the memory in between is overwritten.
std::string textOf(int (*function)(char*, int))
{
    char text[kLongestText] = {};
    const int size = function(text, kLongestText);
    std::string said = size < 0 ? error(size) : std::string(text, static_cast<std::size_t>(size));
    sdk::wipe(text, sizeof text);
    return said;
}

std::string answerTo(const std::string& request)
{
    if (request.starts_with("open "))
    {
        const int code = acr_open(request.c_str() + 5);
        return code < 0 ? error(code) : "ok";
    }
    if (request == "model")
        return textOf(acr_model);
    if (request == "read")
        return textOf(acr_read);
    const int there = acr_card();
    if (there < 0)
        return error(there);
    return there > 0 ? "yes" : "no";
}

} // namespace

int main()
{
    return sdk::serveTool(answerTo);
}
