// SPDX-License-Identifier: GPL-3.0-or-later
// A machine's file for a camera: what is taken is within its bounds, and asking for it is one HTTP request, not two.
#include "banshi/drivers/plugins/camera_v4l2/capture_options.h"
#include "banshi/drivers/plugins/camera_v4l2/presence.h"

#include <cstdlib>
#include <cstring>

using namespace banshi::drivers;
using namespace banshi::drivers::plugins::camera_v4l2;

namespace
{

constexpr const char* kKeys[] = {"width", "height", "fps", "warm_up_frames", "rotation"};

bool isWithin(int value, int least, int most)
{
    return value >= least && value <= most;
}

void checkRequest(const CaptureSetup& setup)
{
    const std::string request = presenceRequest(setup.source);
    constexpr std::string_view kEnd = "\r\n\r\n";
    if (!request.starts_with("GET /") || request.find(kEnd) != request.size() - kEnd.size())
        std::abort();
    // Request line, Host, Connection, and the line that ends it: nothing of the address makes another one.
    int lines = 0;
    for (const char c : request)
        lines += c == '\n' ? 1 : 0;
    if (lines != 4 || request.find(' ', 4) != request.find(" HTTP/1.1\r\n"))
        std::abort();
}

void check(const sdk::Options& options)
{
    const auto setup = captureSetupOf(options);
    if (!setup)
    {
        if (setup.failure().code != sdk::ErrorCode::InvalidData || setup.failure().detail.empty())
            std::abort();
        return;
    }
    if (setup->source.empty() || !isWithin(setup->width, 160, 7680) || !isWithin(setup->height, 120, 4320) ||
        !isWithin(setup->framesPerSecond, 1, 120) || !isWithin(setup->warmUpFrames, 0, 100) ||
        !isWithin(setup->rotation, 0, 270) || setup->rotation % 90 != 0)
        std::abort();
    if (!setup->isDevice)
        checkRequest(*setup);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    sdk::Options options;
    for (const char* key : kKeys)
    {
        std::int64_t value = 0;
        const std::size_t count = std::min(size, std::size_t(2));
        if (count == 2)
            std::memcpy(&value, data, count);
        if (value % 2 == 0)
            options.values[key] = value - 100; // near the bounds, on both sides
        data += count;
        size -= count;
    }
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const char* head : {"", "v4l2:", "http:", "http://", "http:http://", "http://camera.local/"})
    {
        options.connection = head + text;
        check(options);
    }
    return 0;
}
