// SPDX-License-Identifier: GPL-3.0-or-later
// What a printer may send in answer to a question or behind a slip: any bytes must leave the driver sane.
#include "banshi/drivers/plugins/receipt_escpos/answer_sorter.h"
#include "banshi/drivers/plugins/receipt_escpos/status_bytes.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace banshi::drivers::plugins::receipt_escpos;
    Sensors sensors;
    AnswerSorter byStatus(EndMarker::PaperStatus, 1);
    AnswerSorter byEcho(EndMarker::ProcessId, 1234);
    std::size_t sinceEcho = 0;
    for (std::size_t i = 0; i < size; ++i)
    {
        apply(static_cast<Question>(1 + i % 4), data[i], sensors);
        (void)statusOf(sensors);
        if (byStatus.hear(data[i]) == Heard::EndOfSlip && isStatusByte(data[i]))
            std::abort();
        ++sinceEcho;
        if (byEcho.hear(data[i]) != Heard::EndOfSlip)
            continue;
        if (sinceEcho < 7) // an echo has seven bytes, and no byte counts twice
            std::abort();
        sinceEcho = 0;
    }
    return 0;
}
