// SPDX-License-Identifier: Apache-2.0
#include "library_link.h"

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;

constexpr auto kAnswer = 1000ms; // the library answers within 100 ms, or never
constexpr auto kOpen = 2000ms;   // with the time in which the library is loaded
constexpr int kAttempts = 2;
constexpr std::size_t kFreshAfter = 500; // answers; the library leaks 64 KiB with each

} // namespace

LibraryLink::LibraryLink(sdk::Program tool, std::string port, sdk::HostServices& host)
    : m_tool(std::move(tool), {.freshAfter = kFreshAfter}), m_port(std::move(port)), m_host(host)
{
}

sdk::Outcome<sdk::ToolMessage> LibraryLink::ask(std::string_view question, const sdk::CallContext& call)
{
    for (int attempt = 1;; ++attempt)
    {
        auto answer = askOnce(question, call);
        if (answer || answer.failure().code != ErrorCode::HardwareError || attempt == kAttempts)
            return answer;
        m_host.log(sdk::LogLevel::Warning, "the library is started again: " + answer.failure().detail);
        if (auto stop = call.stopReason())
            return *stop;
    }
}

sdk::Outcome<sdk::ToolMessage> LibraryLink::askOnce(std::string_view question, const sdk::CallContext& call)
{
    if (!m_tool.isRunning())
        if (auto opened = openReader(call); !opened)
            return opened.failure();
    return m_tool.ask(question, kAnswer, call);
}

// A new process knows nothing of what was open in the old one.
sdk::Outcome<void> LibraryLink::openReader(const sdk::CallContext& call)
{
    const auto opened = m_tool.ask("open " + m_port, kOpen, call);
    if (!opened)
        return opened.failure();
    if (opened->text() == "ok")
        return {};
    m_tool.stop();
    return sdk::failure(ErrorCode::DeviceNotReady, "the library says " + std::string(opened->text()));
}

} // namespace banshi::drivers::plugins::example_driver
