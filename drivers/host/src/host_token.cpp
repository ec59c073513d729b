// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/start_token.h"
#include "launch_options.h"

#include <cstdlib>
#include <cstring>
#include <fstream>

namespace banshi::drivers::host
{

std::string takeHostToken()
{
    std::string token;
    if (char* const given = std::getenv(protocol::kTokenVariable))
    {
        token = given;
        explicit_bzero(given, std::strlen(given)); // /proc/self/environ shows this memory
        ::unsetenv(protocol::kTokenVariable);
        return token;
    }
    if (const char* const folder = std::getenv("CREDENTIALS_DIRECTORY")) // systemd.exec(5), LoadCredential=
        std::ifstream(std::string(folder) + "/" + protocol::kTokenCredential) >> token;
    return token;
}

} // namespace banshi::drivers::host
