// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"

namespace banshi::testing
{

/// The simulated camera and the chain that brings its pictures: plug-in, host, shared memory. Threads: the test's.
struct CameraChain
{
    Simulator camera;
    DeviceChain chain; // ends before its camera

    /// Starts both, the stream `face` before the lens, and waits until the device is ready.
    [[nodiscard]] bool start()
    {
        if (!camera.start(QStringLiteral("banshi-virtual-camera"), {}))
            return false;
        const auto state = camera.control({{"do", "state"}});
        return chain.start(QStringLiteral("camera-v4l2"),
                           QString::fromStdString(state["streams"]["face"]["url"].get<std::string>()));
    }
};

} // namespace banshi::testing
