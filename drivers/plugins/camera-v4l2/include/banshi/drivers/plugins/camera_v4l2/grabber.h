// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/camera.h>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::camera_v4l2
{

/// What to open and how.
struct CaptureSetup
{
    std::string source;    ///< a device path or an http URL
    bool isDevice = false; ///< V4L2 device; otherwise MJPEG over HTTP
    int width = 640;       ///< wished size and rate of a V4L2 device; a stream comes as it is
    int height = 480;
    int framesPerSecond = 30;
    int warmUpFrames = 5; ///< thrown away after opening: exposure and white balance settle
    int rotation = 0;     ///< clockwise: 0, 90, 180 or 270 degrees
};

/// What a wait for the next frame brought.
enum class Waited
{
    Frame,
    Nothing, ///< not yet
    Broken,  ///< the camera could not be opened or the stream has ended; this grabber brings no frame any more
};

/// Keeps the newest frame of one camera. OpenCV's calls block and hide their errors, so they run on a thread of their
/// own, which a grabber leaves to itself when it does not come back in time.
/// Threads: one for the public methods; the capturing thread is inside.
class Grabber
{
public:
    /// Starts capturing.
    explicit Grabber(const CaptureSetup& setup);
    /// Stops capturing (waits 500 ms at most) and overwrites the frames.
    ~Grabber();
    Grabber(const Grabber&) = delete;
    Grabber& operator=(const Grabber&) = delete;

    /// Waits until a frame newer than number `seen` is there, but no longer than `limit`.
    [[nodiscard]] Waited waitBeyond(std::uint64_t seen, std::chrono::milliseconds limit);
    /// Number of the newest frame; 0 before the first.
    [[nodiscard]] std::uint64_t newest() const;
    /// Shows the newest frame to `look` (an empty view before the first); capturing waits meanwhile.
    void withFrame(const std::function<void(const sdk::FrameView&)>& look) const;
    /// The newest frame as JPEG of at most `most` bytes: quality first, then size is reduced. Nothing before the first
    /// frame.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> jpeg(std::size_t most) const;

private:
    struct Shared;
    static void capture(const std::shared_ptr<Shared>& shared, const CaptureSetup& setup);

    std::shared_ptr<Shared> m_shared;
};

} // namespace banshi::drivers::plugins::camera_v4l2
