// SPDX-License-Identifier: GPL-3.0-or-later
#include "video_kernel.h"

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <fstream>
#include <linux/videodev2.h>
#include <map>
#include <memory>
#include <mutex>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <utility>

namespace banshi::testing::video_kernel
{

namespace
{

constexpr long kFramePeriod = 33'333'333; // nanoseconds; 30 frames a second
constexpr std::uint32_t kPage = 4096;
constexpr std::uint32_t kMostBuffers = 8;

struct Node
{
    Camera camera;
    bool isGone = false;
    int frames = 0;
};

// One open file: its descriptor is a timer that becomes readable when a frame is due.
struct OpenFile
{
    std::shared_ptr<Node> node;
    int memory = -1; // of all buffers
    std::uint32_t buffers = 0;
    std::deque<std::uint32_t> queued;
};

struct Kernel
{
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<Node>> nodes;
    std::map<int, OpenFile> files;
};

// The capturing thread of a grabber may still be here when the test's objects have gone.
Kernel& kernel()
{
    static auto* const all = new Kernel;
    return *all;
}

std::uint32_t sizeOf(const Node& node)
{
    return (static_cast<std::uint32_t>(node.camera.jpeg.size()) + kPage - 1) / kPage * kPage;
}

int refuse(int code)
{
    errno = code;
    return -1;
}

void setTimer(int fd, long period)
{
    const itimerspec spec{{0, period}, {0, period}};
    timerfd_settime(fd, 0, &spec, nullptr);
}

void describeFormat(const Node& node, v4l2_pix_format& format)
{
    format = {};
    format.width = static_cast<std::uint32_t>(node.camera.width);
    format.height = static_cast<std::uint32_t>(node.camera.height);
    format.pixelformat = V4L2_PIX_FMT_MJPEG;
    format.field = V4L2_FIELD_NONE;
    format.sizeimage = sizeOf(node);
}

int requestBuffers(OpenFile& file, v4l2_requestbuffers& wanted)
{
    if (wanted.memory != V4L2_MEMORY_MMAP)
        return refuse(EINVAL);
    if (file.memory >= 0)
        syscall(SYS_close, std::exchange(file.memory, -1));
    file.queued.clear();
    wanted.count = std::min(wanted.count, kMostBuffers);
    file.buffers = wanted.count;
    if (wanted.count == 0)
        return 0;
    file.memory = memfd_create("frames", MFD_CLOEXEC);
    return ftruncate(file.memory, static_cast<off_t>(wanted.count) * sizeOf(*file.node));
}

int describeBuffer(const OpenFile& file, v4l2_buffer& buffer)
{
    if (buffer.index >= file.buffers)
        return refuse(EINVAL);
    buffer.length = sizeOf(*file.node);
    buffer.m.offset = buffer.index * sizeOf(*file.node);
    return 0;
}

int takeFrame(int fd, OpenFile& file, v4l2_buffer& buffer)
{
    if (file.node->isGone)
        return refuse(ENODEV);
    std::uint64_t due = 0;
    if (file.queued.empty() || read(fd, &due, sizeof due) != sizeof due)
        return refuse(EAGAIN);
    buffer.index = file.queued.front();
    file.queued.pop_front();
    const auto& jpeg = file.node->camera.jpeg;
    if (pwrite(file.memory, jpeg.data(), jpeg.size(), static_cast<off_t>(buffer.index) * sizeOf(*file.node)) < 0)
        return -1;
    buffer.bytesused = static_cast<std::uint32_t>(jpeg.size());
    buffer.field = V4L2_FIELD_NONE;
    buffer.sequence = static_cast<std::uint32_t>(file.node->frames++);
    return describeBuffer(file, buffer);
}

template <class Argument>
Argument& as(void* argument)
{
    return *static_cast<Argument*>(argument);
}

int obey(int fd, OpenFile& file, unsigned long request, void* argument)
{
    if (file.node->isGone)
        return refuse(ENODEV);
    switch (request)
    {
    case VIDIOC_QUERYCAP:
        as<v4l2_capability>(argument) = {};
        std::strcpy(reinterpret_cast<char*>(as<v4l2_capability>(argument).driver), "banshi-test");
        as<v4l2_capability>(argument).device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        as<v4l2_capability>(argument).capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
        return 0;
    case VIDIOC_S_FMT:
    case VIDIOC_G_FMT:
    case VIDIOC_TRY_FMT:
        describeFormat(*file.node, as<v4l2_format>(argument).fmt.pix);
        return 0;
    case VIDIOC_S_PARM:
    case VIDIOC_G_PARM:
        as<v4l2_streamparm>(argument).parm.capture.timeperframe = {1, 30};
        return 0;
    case VIDIOC_REQBUFS:
        return requestBuffers(file, as<v4l2_requestbuffers>(argument));
    case VIDIOC_QUERYBUF:
        return describeBuffer(file, as<v4l2_buffer>(argument));
    case VIDIOC_QBUF:
        file.queued.push_back(as<v4l2_buffer>(argument).index);
        return describeBuffer(file, as<v4l2_buffer>(argument));
    case VIDIOC_DQBUF:
        return takeFrame(fd, file, as<v4l2_buffer>(argument));
    case VIDIOC_STREAMON:
        setTimer(fd, kFramePeriod);
        return 0;
    case VIDIOC_STREAMOFF:
        setTimer(fd, 0);
        file.queued.clear();
        return 0;
    default:
        return refuse(ENOTTY); // what simple cameras do not have: inputs, controls
    }
}

// The node at the end of all links; nothing when it is none of ours.
std::shared_ptr<Node> nodeAt(const char* path)
{
    char real[PATH_MAX];
    if (realpath(path, real) == nullptr)
        return nullptr;
    const auto found = kernel().nodes.find(real);
    return found == kernel().nodes.end() ? nullptr : found->second;
}

int openFile(const char* path, int flags, mode_t mode)
{
    {
        const std::lock_guard lock(kernel().mutex);
        if (auto node = nodeAt(path))
        {
            const int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
            kernel().files[fd].node = std::move(node);
            return fd;
        }
    }
    return static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

} // namespace

void plug(const std::string& path, Camera camera)
{
    std::ofstream(path).flush();
    const std::lock_guard lock(kernel().mutex);
    kernel().nodes[path] = std::make_shared<Node>(Node{std::move(camera)});
}

void unplug(const std::string& path)
{
    unlink(path.c_str());
    const std::lock_guard lock(kernel().mutex);
    if (const auto node = kernel().nodes.extract(path))
        node.mapped()->isGone = true;
}

void freeze(const std::string& path)
{
    const std::lock_guard lock(kernel().mutex);
    for (auto& [fd, file] : kernel().files)
        if (file.node == kernel().nodes[path])
            setTimer(fd, 0);
}

int framesFrom(const std::string& path)
{
    const std::lock_guard lock(kernel().mutex);
    return kernel().nodes[path]->frames;
}

} // namespace banshi::testing::video_kernel

// The calls as the C library names them; OpenCV finds these before the library's own.
extern "C" {

int open(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return banshi::testing::video_kernel::openFile(path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list more;
    va_start(more, request);
    void* const argument = va_arg(more, void*);
    va_end(more);
    {
        auto& all = banshi::testing::video_kernel::kernel();
        const std::lock_guard lock(all.mutex);
        if (const auto file = all.files.find(fd); file != all.files.end())
            return banshi::testing::video_kernel::obey(fd, file->second, request, argument);
    }
    return static_cast<int>(syscall(SYS_ioctl, fd, request, argument));
}

void* mmap(void* wish, std::size_t length, int protection, int flags, int fd, off_t offset)
{
    if (fd >= 0)
    {
        auto& all = banshi::testing::video_kernel::kernel();
        const std::lock_guard lock(all.mutex);
        if (const auto file = all.files.find(fd); file != all.files.end())
            fd = file->second.memory;
    }
    return reinterpret_cast<void*>(syscall(SYS_mmap, wish, length, protection, flags, fd, offset));
}

int close(int fd)
{
    auto& all = banshi::testing::video_kernel::kernel();
    {
        const std::lock_guard lock(all.mutex);
        if (const auto file = all.files.extract(fd); file && file.mapped().memory >= 0)
            syscall(SYS_close, file.mapped().memory);
    }
    return static_cast<int>(syscall(SYS_close, fd));
}
}
