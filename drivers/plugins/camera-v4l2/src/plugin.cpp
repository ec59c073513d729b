// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/camera_v4l2/capture_options.h"
#include "banshi/drivers/plugins/camera_v4l2/opencv_camera.h"

#include <QObject>
#include <banshi/drivers/sdk/plugin.h>

namespace banshi::drivers::plugins::camera_v4l2
{

/// The plug-in `camera-v4l2`.
class Plugin : public QObject, public sdk::DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID BANSHI_DRIVER_IID FILE "camera-v4l2.json")
    Q_INTERFACES(banshi::drivers::sdk::DriverPlugin)

public:
    sdk::Outcome<std::unique_ptr<sdk::Device>> create(const sdk::Options& options, sdk::HostServices& host) override
    {
        auto capture = captureSetupOf(options);
        if (!capture)
            return capture.failure();
        OpenCvCamera::Setup setup;
        setup.capture = std::move(*capture);
        return std::unique_ptr<sdk::Device>(std::make_unique<OpenCvCamera>(std::move(setup), host));
    }
};

} // namespace banshi::drivers::plugins::camera_v4l2

#include "plugin.moc"
