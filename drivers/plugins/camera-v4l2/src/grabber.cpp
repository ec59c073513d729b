// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows OpenCV.
#include "banshi/drivers/plugins/camera_v4l2/grabber.h"

#include <banshi/drivers/sdk/wipe.h>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <thread>

namespace banshi::drivers::plugins::camera_v4l2
{

namespace
{

constexpr int kOpenMillis = 3000;
constexpr int kReadMillis = 2000;
constexpr std::chrono::milliseconds kFarewell(500);
// Without these FFmpeg studies a stream for seconds and keeps frames back.
constexpr const char* kFfmpegOptions = "fflags;nobuffer|flags;low_delay|analyzeduration;100000|probesize;65536";

void overwrite(cv::Mat& frame)
{
    if (!frame.empty())
        sdk::wipe(frame.data, frame.total() * frame.elemSize());
    frame.release();
}

bool openCapture(cv::VideoCapture& capture, const CaptureSetup& setup)
{
    if (setup.isDevice)
        return capture.open(setup.source, cv::CAP_V4L2,
                            {cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), cv::CAP_PROP_FRAME_WIDTH,
                             setup.width, cv::CAP_PROP_FRAME_HEIGHT, setup.height, cv::CAP_PROP_FPS,
                             setup.framesPerSecond});
    setenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", kFfmpegOptions, 1);
    return capture.open(setup.source, cv::CAP_FFMPEG,
                        {cv::CAP_PROP_OPEN_TIMEOUT_MSEC, kOpenMillis, cv::CAP_PROP_READ_TIMEOUT_MSEC, kReadMillis});
}

void rotate(cv::Mat& frame, int degrees)
{
    if (degrees == 90)
        cv::rotate(frame, frame, cv::ROTATE_90_CLOCKWISE);
    else if (degrees == 180)
        cv::rotate(frame, frame, cv::ROTATE_180);
    else if (degrees == 270)
        cv::rotate(frame, frame, cv::ROTATE_90_COUNTERCLOCKWISE);
}

} // namespace

struct Grabber::Shared
{
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    cv::Mat frame; // guarded by mutex, as everything below
    std::uint64_t number = 0;
    bool stop = false;
    bool broken = false;
    bool ended = false;
};

Grabber::Grabber(const CaptureSetup& setup) : m_shared(std::make_shared<Shared>())
{
    std::thread([shared = m_shared, setup] { capture(shared, setup); }).detach();
}

Grabber::~Grabber()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->stop = true;
    // A capture that hangs in the kernel ends on its own later; it owns its share of the state.
    m_shared->changed.wait_for(lock, kFarewell, [this] { return m_shared->ended; });
    overwrite(m_shared->frame);
}

void Grabber::capture(const std::shared_ptr<Shared>& shared, const CaptureSetup& setup)
{
    const auto stopped = [&shared] {
        const std::lock_guard lock(shared->mutex);
        return shared->stop;
    };
    cv::VideoCapture capture;
    cv::Mat fresh;
    bool good = openCapture(capture, setup);
    for (int skipped = 0; good && !stopped(); ++skipped)
    {
        good = capture.read(fresh) && fresh.type() == CV_8UC3;
        if (!good || skipped < setup.warmUpFrames)
            continue;
        rotate(fresh, setup.rotation);
        const std::lock_guard lock(shared->mutex);
        if (shared->stop)
            break;
        cv::swap(fresh, shared->frame);
        ++shared->number;
        shared->changed.notify_all();
    }
    capture.release();
    overwrite(fresh);
    const std::lock_guard lock(shared->mutex);
    shared->broken = !good;
    shared->ended = true;
    shared->changed.notify_all();
}

Waited Grabber::waitBeyond(std::uint64_t seen, std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->changed.wait_for(lock, limit, [this, seen] { return m_shared->number > seen || m_shared->broken; });
    if (m_shared->number > seen)
        return Waited::Frame;
    return m_shared->broken ? Waited::Broken : Waited::Nothing;
}

std::uint64_t Grabber::newest() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->number;
}

void Grabber::withFrame(const std::function<void(const sdk::FrameView&)>& look) const
{
    const std::lock_guard lock(m_shared->mutex);
    const cv::Mat& frame = m_shared->frame;
    if (frame.empty())
        return look({});
    look({frame.cols,
          frame.rows,
          static_cast<int>(frame.step),
          {frame.data, frame.step * static_cast<std::size_t>(frame.rows)}});
}

std::optional<std::vector<std::uint8_t>> Grabber::jpeg(std::size_t most) const
{
    cv::Mat picture;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->frame.copyTo(picture);
    }
    std::vector<std::uint8_t> bytes;
    for (bool first = true; picture.cols >= 2 && picture.rows >= 2; first = false)
    {
        if (!first)
            cv::resize(picture, picture, {}, 0.7, 0.7, cv::INTER_AREA);
        for (const int quality : {92, 85, 75, 60})
            if (cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, quality}) && bytes.size() <= most)
            {
                overwrite(picture);
                return bytes;
            }
    }
    overwrite(picture);
    return std::nullopt;
}

} // namespace banshi::drivers::plugins::camera_v4l2
