// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit that contains OpenCV's dnn module.
#include "grey.h"
#include "network_matcher.h"

#include <opencv2/dnn.hpp>
#include <stdexcept>

namespace banshi::face
{

namespace
{

class OnnxNetwork : public Network
{
public:
    OnnxNetwork(const cv::dnn::Net& net, const PixelFormat& pixels) : m_net(net), m_pixels(pixels) {}

    [[nodiscard]] std::vector<float> run(ImageView aligned) override
    {
        m_net.setInput(cv::dnn::blobFromImage(matOf(aligned), m_pixels.scale, {aligned.width, aligned.height},
                                              cv::Scalar::all(m_pixels.mean), m_pixels.rgb));
        const cv::Mat output = m_net.forward();
        if (output.type() != CV_32F || !output.isContinuous())
            throw std::runtime_error("its output is not made of floats");
        const auto* first = output.ptr<float>();
        return {first, first + output.total()};
    }

private:
    cv::dnn::Net m_net;
    PixelFormat m_pixels;
};

} // namespace

std::unique_ptr<Network> loadOnnx(const PixelFormat& pixels, std::string_view bytes)
{
    return std::make_unique<OnnxNetwork>(cv::dnn::readNetFromONNX(bytes.data(), bytes.size()), pixels);
}

} // namespace banshi::face
