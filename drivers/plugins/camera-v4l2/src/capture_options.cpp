// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/capture_options.h"

#include <QUrl>

namespace banshi::drivers::plugins::camera_v4l2
{

namespace
{

// An entry of the options that is a whole number from `least` to `most`.
sdk::Outcome<int> number(const sdk::Options& options, const std::string& key, int fallback, int least, int most)
{
    const auto value = options.valueOr<std::int64_t>(key, fallback);
    if (value < least || value > most)
        return sdk::wrongEntry("options." + key, std::to_string(least) + " to " + std::to_string(most));
    return static_cast<int>(value);
}

sdk::Outcome<void> enterNumbers(const sdk::Options& options, CaptureSetup& capture)
{
    struct Entry
    {
        const char* key;
        int* value;
        int least;
        int most;
    };
    for (const auto& [key, value, least, most] :
         {Entry{"width", &capture.width, 160, 7680}, Entry{"height", &capture.height, 120, 4320},
          Entry{"fps", &capture.framesPerSecond, 1, 120}, Entry{"warm_up_frames", &capture.warmUpFrames, 0, 100},
          Entry{"rotation", &capture.rotation, 0, 270}})
    {
        const auto found = number(options, key, *value, least, most);
        if (!found)
            return found.failure();
        *value = *found;
    }
    return capture.rotation % 90 == 0 ? sdk::Outcome<void>() : sdk::wrongEntry("options.rotation", "0, 90, 180 or 270");
}

} // namespace

sdk::Outcome<CaptureSetup> captureSetupOf(const sdk::Options& options)
{
    CaptureSetup setup;
    setup.isDevice = options.scheme() == "v4l2";
    if (setup.isDevice)
        setup.source = options.address();
    else if (options.scheme() == "http") // both `http://HOST/…` and `http:http://HOST/…`
        setup.source = options.address().starts_with("http:") ? options.address() : options.connection;
    const bool leadsNowhere =
        setup.isDevice ? setup.source.empty() : QUrl(QString::fromStdString(setup.source)).host().isEmpty();
    if (leadsNowhere)
        return sdk::wrongEntry("connection", "v4l2:PATH or http://HOST[:PORT]/PATH");
    if (auto entered = enterNumbers(options, setup); !entered)
        return entered.failure();
    return setup;
}

} // namespace banshi::drivers::plugins::camera_v4l2
