// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_opencv/opencv_camera.h"

#include <QObject>
#include <QUrl>
#include <banshi/drivers/sdk/plugin.h>

namespace banshi::drivers::plugins::camera_opencv
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

/// The plug-in `camera-opencv`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "camera-opencv.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        OpenCvCamera::Setup setup;
        setup.capture.isDevice = options.scheme() == "v4l2";
        if (setup.capture.isDevice)
            setup.capture.source = options.address();
        else if (options.scheme() == "http") // both `http://HOST/…` and `http:http://HOST/…`
            setup.capture.source = options.address().starts_with("http:") ? options.address() : options.connection;
        const bool leadsNowhere = setup.capture.isDevice
                                      ? setup.capture.source.empty()
                                      : QUrl(QString::fromStdString(setup.capture.source)).host().isEmpty();
        if (leadsNowhere)
            return sdk::wrongEntry("connection", "v4l2:PATH or http://HOST[:PORT]/PATH");
        if (auto entered = enterNumbers(options, setup.capture); !entered)
            return entered.failure();
        return std::unique_ptr<sdk::Device>(std::make_unique<OpenCvCamera>(std::move(setup), host));
    }
};

} // namespace banshi::drivers::plugins::camera_opencv

#include "plugin.moc"
