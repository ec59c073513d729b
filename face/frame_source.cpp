// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_source.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>
#include <vector>

namespace banshi::face
{

namespace
{

constexpr int kOpenMs = 10'000; // an address that does not answer
constexpr int kReadMs = 5'000;  // a stream that has stopped; OpenCV itself waits 10 s for a device

class Folder : public FrameSource
{
public:
    explicit Folder(const std::filesystem::path& folder)
    {
        constexpr std::array kEndings{".jpg", ".jpeg", ".png", ".webp", ".pgm", ".ppm"};
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error))
            if (std::ranges::find(kEndings, entry.path().extension().string()) != kEndings.end())
                m_files.push_back(entry.path());
        std::ranges::sort(m_files);
    }
    [[nodiscard]] cv::Mat next() override
    {
        while (m_at < m_files.size())
            if (cv::Mat picture = cv::imread(m_files[m_at++].string(), cv::IMREAD_COLOR); !picture.empty())
                return picture;
        return {};
    }

private:
    std::vector<std::filesystem::path> m_files;
    std::size_t m_at = 0;
};

class Camera : public FrameSource
{
public:
    explicit Camera(const std::string& source)
    {
        if (source.find_first_not_of("0123456789") == std::string::npos)
            m_capture.open(std::atoi(source.c_str()));
        else if (source.find("://") != std::string::npos)
            m_capture.open(source, cv::CAP_ANY,
                           {cv::CAP_PROP_OPEN_TIMEOUT_MSEC, kOpenMs, cv::CAP_PROP_READ_TIMEOUT_MSEC, kReadMs});
        else
            m_capture.open(source);
    }
    [[nodiscard]] bool isOpen() const { return m_capture.isOpened(); }
    [[nodiscard]] cv::Mat next() override
    {
        cv::Mat picture;
        const bool read = m_capture.read(picture);
        return read && picture.type() == CV_8UC3 ? picture : cv::Mat();
    }

private:
    cv::VideoCapture m_capture;
};

} // namespace

std::unique_ptr<FrameSource> openFrames(const std::string& source)
{
    std::error_code error;
    if (source.empty())
        return nullptr;
    if (std::filesystem::is_directory(source, error))
        return std::make_unique<Folder>(source);
    auto camera = std::make_unique<Camera>(source);
    return camera->isOpen() ? std::move(camera) : nullptr;
}

} // namespace banshi::face
