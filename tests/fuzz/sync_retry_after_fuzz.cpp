// SPDX-License-Identifier: GPL-3.0-or-later
// Any header gives a pause between nothing and a day, or none.
#include "banshi/queue/sync/retry_after.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace banshi::queue::sync;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = text.find('\n');
    const std::string date = cut == std::string::npos ? std::string() : text.substr(cut + 1);
    const auto pause = retryAfterOf(text.substr(0, cut), date, banshi::base::UtcTime());
    if (pause && (*pause < std::chrono::seconds(0) || *pause > kLongestRetryAfter))
        std::abort();
    return 0;
}
