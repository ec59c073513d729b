// SPDX-License-Identifier: GPL-3.0-or-later
// What a printer may claim of itself and of a job: any keywords and numbers. Done must never rest on less than it
// needs.
#include "banshi/drivers/plugins/document_ipp/ipp_link.h"
#include "banshi/drivers/plugins/document_ipp/supply_facts.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace banshi::drivers;
    using namespace banshi::drivers::plugins::document_ipp;
    if (size < 4)
        return 0;
    std::vector<std::string> words(1);
    for (std::size_t i = 4; i < size; ++i)
    {
        if (data[i] == ',')
            words.emplace_back();
        else
            words.back() += static_cast<char>(data[i]);
    }
    PrinterFacts printer;
    printer.state = data[0] % 8;
    printer.accepting = (data[0] & 0x80) != 0;
    printer.reasons = words;
    printer.supplies = suppliesOf(words, words);
    printer.trays = traysOf(words);
    for (const sdk::Supply& supply : statusOf(printer).supplies)
        if (supply.percent < -1 || supply.percent > 100)
            std::abort();

    JobFacts job{jobStateOf(data[1] % 12), words, std::nullopt};
    if (data[2] != 0xff)
        job.impressions = data[2];
    const int pages = data[3] % 5;
    if (judge(job, pages) == sdk::PrintResult::Done &&
        (job.state != JobState::Completed || !job.impressions || *job.impressions < static_cast<std::uint32_t>(pages) ||
         pages < 1))
        std::abort();
    (void)keywordOf(job.state);
    (void)parsePrinterUri(words.front());
    return 0;
}
