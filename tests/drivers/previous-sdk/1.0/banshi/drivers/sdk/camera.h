// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <cstdint>
#include <span>
#include <vector>

namespace banshi::drivers::sdk
{

/// The size of every frame of one preview, in pixels.
struct PreviewFormat
{
    int width = 0;
    int height = 0;
};

/// One frame: `height` rows, each `stride` bytes apart, of `width` × 3 bytes (blue, green, red).
struct FrameView
{
    int width = 0;
    int height = 0;
    int stride = 0;
    std::span<const std::uint8_t> bgr;
};

/// Where a camera puts its frames: the host's shared memory. Threads: the host's worker thread.
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    /// Copies a frame out and announces it. Errors: InvalidData when its size is not the preview's.
    virtual Outcome<void> write(const FrameView& frame) = 0;
};

/// One still picture.
struct Picture
{
    std::vector<std::uint8_t> jpeg;
};

/// Status of a camera.
struct CameraStatus
{
    CommonStatus common;
    bool previewing = false;
    bool operator==(const CameraStatus&) const = default;
};

/// Capabilities of a camera.
struct CameraCapabilities
{
    CommonCapabilities common;
    PreviewFormat preview;
};

/// A face or document camera. Between startPreview() and stopPreview() the host calls pumpFrame() again and again while
/// no other operation runs.
/// Threads: as Device.
class Camera : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual CameraCapabilities capabilities() const = 0;
    /// Starts capturing and says how large the frames will be. Errors: DeviceNotReady, HardwareError, TimeOut,
    /// Canceled.
    virtual Outcome<PreviewFormat> startPreview(const CallContext& call) = 0;
    /// Waits at most until call.deadline() (the host gives 200 ms) for the next frame and writes it to `sink`.
    /// Errors: TimeOut (no frame yet, the preview goes on), DeviceNotReady (the preview is over).
    virtual Outcome<void> pumpFrame(FrameSink& sink, const CallContext& call) = 0;
    /// Stops capturing and lets go of the camera.
    virtual Outcome<void> stopPreview(const CallContext& call) = 0;
    /// Takes one picture; allowed with and without a running preview.
    /// Errors: DeviceNotReady, CommandError with cameraInoperable, TimeOut, Canceled.
    virtual Outcome<Picture> takePicture(const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
