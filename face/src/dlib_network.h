// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network_matcher.h"

#include <dlib/dnn.h>
#include <sstream>

namespace banshi::face
{

using DlibPicture = dlib::matrix<dlib::rgb_pixel>;

[[nodiscard]] inline DlibPicture toDlibPicture(ImageView view)
{
    DlibPicture picture(view.height, view.width);
    for (int y = 0; y < view.height; ++y)
    {
        const auto* pixel = view.data + static_cast<std::size_t>(y) * view.stride;
        for (int x = 0; x < view.width; ++x, pixel += 3)
            picture(y, x) = {pixel[2], pixel[1], pixel[0]};
    }
    return picture;
}

/// A network of dlib's from the bytes that dlib::serialize() wrote. Each takes half a minute to compile. Threads: one.
template <class Net>
class DlibNetwork : public Network
{
public:
    /// Throws std::exception when the bytes are another network or none.
    explicit DlibNetwork(std::string_view bytes)
    {
        std::istringstream stream{std::string(bytes)};
        dlib::deserialize(m_net, stream);
    }

    [[nodiscard]] std::vector<float> run(ImageView aligned) override
    {
        const auto output = m_net(toDlibPicture(aligned));
        return {output.begin(), output.end()};
    }

private:
    Net m_net;
};

} // namespace banshi::face
