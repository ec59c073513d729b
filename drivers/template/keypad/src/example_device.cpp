// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>
#include <iterator>
#include <sstream>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms;  // a sound device answers within 100 ms
constexpr auto kParting = 300ms; // to make it quiet although nobody waits any more
constexpr auto kPerson = 24h;    // somebody looks for a key: only the caller's deadline ends that

constexpr std::string_view kKey = "KEY ";   // `KEY five`: a key was pressed
constexpr std::string_view kList = "KEYS "; // `KEYS one two …`: what there is

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    if (auto quiet = tellKeys(false, call); !quiet) // an earlier process may have left it talking
        return quiet;
    const auto list = m_link->ask("KEYS?", kAnswer, call);
    if (!list)
        return list.failure();
    if (!list->starts_with(kList))
        return failure(ErrorCode::HardwareError, "no answer to KEYS?");
    std::istringstream words(list->substr(kList.size()));
    m_keys.assign(std::istream_iterator<std::string>(words), {});
    return {};
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    return tellKeys(false, call);
}

sdk::KeypadCapabilities ExampleDevice::capabilities() const
{
    sdk::KeypadCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.keys = m_keys;
    return capabilities;
}

sdk::Outcome<void> ExampleDevice::tellKeys(bool on, const sdk::CallContext& call)
{
    const std::string order = on ? "TELL on" : "TELL off";
    auto answer = m_link->ask(order, kAnswer, call);
    while (answer && answer->starts_with(kKey)) // pressed before anybody asked: not for whoever listens next
    {
        sdk::wipe(*answer);
        answer = m_link->hear(kAnswer, call);
    }
    if (!answer)
        return answer.failure();
    if (*answer != order)
        return failure(ErrorCode::HardwareError, "no answer to TELL");
    sdk::KeypadStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.listening = on;
    m_host.setStatus(status);
    return {};
}

sdk::Outcome<std::vector<std::string>> ExampleDevice::listen(int most, const sdk::CallContext& call)
{
    if (auto listening = tellKeys(true, call); !listening)
        return listening.failure();
    auto keys = hearKeys(most, call);
    const sdk::PartingCall parting(call, kParting);
    const auto quiet = tellKeys(false, parting);
    if (!quiet && (keys || keys.failure().code == ErrorCode::Canceled || keys.failure().code == ErrorCode::TimeOut))
        return quiet.failure(); // a line that is gone is what has to be told
    return keys;
}

sdk::Outcome<std::vector<std::string>> ExampleDevice::hearKeys(int most, const sdk::CallContext& call)
{
    std::vector<std::string> keys;
    while (most == 0 || keys.size() < static_cast<std::size_t>(most))
    {
        auto line = m_link->hear(kPerson, call);
        if (!line)
            return line.failure();
        std::string word = line->starts_with(kKey) ? line->substr(kKey.size()) : std::string();
        sdk::wipe(*line);
        if (std::ranges::find(m_keys, word) == m_keys.end())
            continue; // noise on the line is no key
        call.event(sdk::KeyPressed{word});
        keys.push_back(std::move(word));
    }
    return keys;
}

} // namespace banshi::drivers::plugins::example_driver
