// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <functional>

namespace banshi::testing
{

/// A reader whose operations are the test's. Threads: as Device; the counters from any.
class FakeReader : public drivers::sdk::IdCardReader
{
public:
    using Call = const drivers::sdk::CallContext&;

    drivers::sdk::Outcome<void> open(Call call) override
    {
        ++opened;
        return onOpen ? onOpen(call) : drivers::sdk::Outcome<void>();
    }
    void close() override { ++closed; }
    drivers::sdk::Outcome<void> poll(Call call) override
    {
        ++polled;
        return onPoll ? onPoll(call) : drivers::sdk::Outcome<void>();
    }
    [[nodiscard]] drivers::sdk::IdCardReaderCapabilities capabilities() const override { return {}; }
    drivers::sdk::Outcome<drivers::sdk::IdCard> read(Call call) override { return onRead(call); }
    drivers::sdk::Outcome<void> waitRemoved(Call call) override
    {
        return onWait ? onWait(call) : drivers::sdk::Outcome<void>();
    }

    std::function<drivers::sdk::Outcome<void>(Call)> onOpen;
    std::function<drivers::sdk::Outcome<void>(Call)> onPoll;
    std::function<drivers::sdk::Outcome<drivers::sdk::IdCard>(Call)> onRead;
    std::function<drivers::sdk::Outcome<void>(Call)> onWait;
    std::atomic<int> opened = 0;
    std::atomic<int> closed = 0;
    std::atomic<int> polled = 0;
};

} // namespace banshi::testing
