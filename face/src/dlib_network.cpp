// SPDX-License-Identifier: GPL-3.0-or-later
// The only unit of the kit that contains dlib's networks; it takes half a minute to compile.
#include "network_matcher.h"
#include "networks.h"

#include <sstream>
#include <stdexcept>

namespace banshi::face
{

namespace
{

using Picture = dlib::matrix<dlib::rgb_pixel>;

Picture pictureOf(ImageView view)
{
    Picture picture(view.height, view.width);
    for (int y = 0; y < view.height; ++y)
    {
        const auto* pixel = view.data + static_cast<std::size_t>(y) * view.stride;
        for (int x = 0; x < view.width; ++x, pixel += 3)
            picture(y, x) = {pixel[2], pixel[1], pixel[0]};
    }
    return picture;
}

template <class Net>
class DlibNetwork : public Network
{
public:
    explicit DlibNetwork(std::string_view bytes)
    {
        std::istringstream stream{std::string(bytes)};
        dlib::deserialize(m_net, stream);
    }

    [[nodiscard]] std::vector<float> run(ImageView aligned) override
    {
        const auto output = m_net(pictureOf(aligned));
        return {output.begin(), output.end()};
    }

private:
    Net m_net;
};

} // namespace

std::unique_ptr<Network> loadDlib(const ModelManifest& manifest, std::string_view bytes)
{
    if (manifest.kind == "dlib-rendered")
        return std::make_unique<DlibNetwork<networks::Rendered<dlib::affine>>>(bytes);
    if (manifest.kind == "dlib-resnet")
        return std::make_unique<DlibNetwork<networks::Resnet<dlib::affine>>>(bytes);
    throw std::runtime_error("no network of the kind " + manifest.kind);
}

} // namespace banshi::face
