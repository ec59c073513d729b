// SPDX-License-Identifier: Apache-2.0
// The inside of a vendor's library, as bad as some are. Nobody who wraps it sees this file.
#include "acr.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

namespace
{

constexpr int kNotOpen = -3;
constexpr int kUnreadable = -4;
constexpr int kFields = 9;
constexpr int kCardsUntilCrash = 40;
constexpr int kReadsUntilHang = 2;
constexpr std::size_t kLeak = 65536; // bytes a call

int g_port = -1;
int g_cards = 0;
int g_reads = 0;
bool g_isInside = false;
char g_line[4096]; // of everybody who calls

// A call: prints, leaks, and ends the process when two threads call at once.
class Call
{
public:
    explicit Call(const char* name)
    {
        if (g_isInside)
            std::abort();
        g_isInside = true;
        std::printf("[acr] %s\n", name);
        (void)std::fflush(stdout);
        std::memset(std::malloc(kLeak), 1, kLeak);
    }
    ~Call() { g_isInside = false; }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
};

// Waits for the reader's line for ever, and ends the process when the reader has gone.
char* ask(const char* question)
{
    ::tcflush(g_port, TCIFLUSH);
    if (::write(g_port, question, std::strlen(question)) < 0)
        std::exit(1);
    std::size_t size = 0;
    for (char c = 0; c != '\n'; g_line[size++] = c)
        if (::read(g_port, &c, 1) != 1)
            std::exit(1);
    g_line[size - 1] = '\0';
    return g_line;
}

// Its maker needed this once and forgot it: what was read, in whatever folder the program stands.
void remember(const char* card)
{
    std::FILE* const file = std::fopen("acr.log", "a");
    if (file == nullptr)
        return;
    (void)std::fputs(card, file);
    (void)std::fclose(file);
}

// Believes that a card has all its fields.
void checkFields(const char* card)
{
    char* const copy = ::strdup(card);
    char* at = copy;
    for (int field = 1; field < kFields; ++field)
    {
        char* const bar = std::strchr(at, '|');
        *static_cast<volatile char*>(bar) = '\0'; // volatile: a compiler may not take the fault out
        at = bar + 1;
    }
    std::free(copy);
}

[[gnu::constructor]] void greet()
{
    (void)!::write(STDOUT_FILENO, "ACR SDK 3.1\n", 12);
    (void)std::signal(SIGTERM, SIG_IGN);
}

int give(const char* from, char* text, int size)
{
    std::snprintf(text, static_cast<std::size_t>(size), "%s", from);
    return static_cast<int>(std::strlen(text));
}

} // namespace

int acr_open(const char* port)
{
    const Call call("open");
    g_port = ::open(port, O_RDWR | O_NOCTTY);
    if (g_port < 0)
        return -1;
    if (::flock(g_port, LOCK_EX | LOCK_NB) != 0)
        return -2;
    termios line{};
    ::tcgetattr(g_port, &line);
    ::cfmakeraw(&line);
    ::tcsetattr(g_port, TCSANOW, &line);
    ask("ID?\n");
    return 0;
}

int acr_model(char* text, int size)
{
    const Call call("model");
    return g_port < 0 ? kNotOpen : give(ask("ID?\n"), text, size);
}

int acr_card(void)
{
    const Call call("card");
    if (g_port < 0)
        return kNotOpen;
    if (++g_cards % kCardsUntilCrash == 0)
        g_port = *static_cast<volatile int*>(nullptr);
    return std::strcmp(ask("CARD?\n"), "CARD yes") == 0 ? 1 : 0;
}

int acr_read(char* text, int size)
{
    const Call call("read");
    if (g_port < 0)
        return kNotOpen;
    if (++g_reads % kReadsUntilHang == 0)
        for (;;)
            ::pause();
    const char* const answer = ask("READ\n");
    if (std::strncmp(answer, "READ ", 5) != 0 || std::strcmp(answer, "READ failed") == 0)
        return kUnreadable;
    checkFields(answer + 5);
    remember(answer + 5);
    return give(answer + 5, text, size);
}
