// SPDX-License-Identifier: GPL-3.0-or-later
// A USB device that says anything: no descriptor gives places outside of its reports, no report gives more than it
// holds.
#include "banshi/drivers/plugins/scanner_hidpos/code_collector.h"
#include "banshi/drivers/plugins/scanner_hidpos/report_layout.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace banshi::drivers::plugins::scanner_hidpos;

namespace
{

// Usages of a scanner, so that mutations reach the layout.
const std::vector<std::uint8_t> kHead{0x05, 0x8C, 0x85, 0x02, 0x75, 0x08, 0x95, 0x01, 0x05, 0x01, 0x09,
                                      0x3B, 0x81, 0x02, 0x95, 0x03, 0x05, 0x8C, 0x09, 0xFB, 0x09, 0xFC,
                                      0x09, 0xFD, 0x81, 0x02, 0x95, 0x08, 0x09, 0xFE, 0x81, 0x02};

void check(const ReportLayout& layout, std::span<const std::uint8_t> reports)
{
    const DataReport& data = layout.data;
    if (data.count >= data.length || data.data + data.dataLength > data.length || data.continued >= data.length)
        std::abort();
    if (layout.trigger &&
        (layout.trigger->place >= layout.trigger->length || layout.trigger->preventPlace >= layout.trigger->length))
        std::abort();
    CodeCollector collector(data);
    for (std::size_t at = 0; at < reports.size(); at += data.length)
    {
        collector.feed(reports.subspan(at, std::min(data.length, reports.size() - at)));
        if (const auto code = collector.state() == CodeCollector::State::Whole ? collector.take() : std::nullopt;
            code && (code->data.empty() || code->data.size() > CodeCollector::kLongestCode))
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span input(data, size);
    if (const auto layout = parseLayout(input))
        check(*layout, input);
    std::vector<std::uint8_t> descriptor = kHead;
    descriptor.insert(descriptor.end(), data, data + size / 2);
    if (const auto layout = parseLayout(descriptor))
        check(*layout, input.subspan(size / 2));
    return 0;
}
