// SPDX-License-Identifier: Apache-2.0
// A tool that does what it is told, and everything that a tool should not do.
#include <banshi/drivers/sdk/tool_server.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace
{

namespace sdk = banshi::drivers::sdk;

int g_asked = 0; // shows whether this is still the same process

std::string openFiles()
{
    std::string numbers;
    DIR* const folder = ::opendir("/proc/self/fd");
    for (const dirent* entry = ::readdir(folder); entry != nullptr; entry = ::readdir(folder))
        if (const std::string name = entry->d_name; name[0] != '.' && std::atoi(entry->d_name) != ::dirfd(folder))
            numbers += name;
    ::closedir(folder);
    return numbers;
}

std::string environment()
{
    std::string names;
    for (char** entry = environ; *entry != nullptr; ++entry)
        names += std::string(*entry).substr(0, std::string(*entry).find('=')) + ' ';
    return names;
}

// As if the library had a thread that answers, too.
void answerUnasked(int number, const std::string& text)
{
    const auto header = sdk::toolHeader(text.size(), static_cast<std::uint32_t>(number));
    (void)sdk::writeFully(sdk::kToolAnswers, header.data(), header.size());
    (void)sdk::writeFully(sdk::kToolAnswers, text.data(), text.size());
}

[[noreturn]] void hang()
{
    (void)std::signal(SIGTERM, SIG_IGN);
    for (;;)
        ::pause();
}

// One that would go on for ever, and keeps the pipes open.
std::string bearAChild()
{
    const pid_t child = ::fork();
    if (child == 0)
        hang();
    return std::to_string(child);
}

std::string leaveAFile()
{
    std::FILE* const file = std::fopen("card.txt", "w");
    (void)std::fputs("440399199001010018", file);
    (void)std::fclose(file);
    char folder[4096] = {};
    return ::getcwd(folder, sizeof folder);
}

std::string answerTo(const std::string& request)
{
    ++g_asked;
    (void)!::write(STDOUT_FILENO, "chatter", 7);
    std::puts("more chatter");
    (void)std::fflush(stdout);
    if (request == "count")
        return std::to_string(g_asked);
    if (request == "files")
        return openFiles();
    if (request == "environment")
        return environment();
    if (request == "leave")
        return leaveAFile();
    if (request == "child")
        return bearAChild();
    if (request == "crash")
        (void)std::raise(SIGSEGV);
    if (request == "exit")
        std::exit(3);
    if (request == "hang")
        hang();
    if (request == "close")
        ::close(sdk::kToolAnswers), hang();
    if (request == "shout")
        (void)!::write(sdk::kToolAnswers, "\xFF\xFF\xFF\xFF\0\0\0\1shout", 13), hang();
    if (request == "twice")
        answerUnasked(g_asked, request);
    if (request == "half")
        (void)!::write(sdk::kToolAnswers, "\0\0\0", 3), std::_Exit(0);
    if (request == "stop-listening")
        ::close(sdk::kToolRequests), answerUnasked(g_asked, ""), hang();
    if (request == "input")
        return std::to_string(std::getchar());
    return request;
}

} // namespace

int main()
{
    return sdk::serveTool(answerTo);
}
