// SPDX-License-Identifier: GPL-3.0-or-later
#include "stock_face.h"

#include <dlib/dnn.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <filesystem>
#include <fstream>
#include <networks.h>

namespace banshi::bench
{

namespace
{

using Picture = dlib::matrix<dlib::rgb_pixel>;
using Network = face::networks::Resnet<dlib::affine>;

constexpr unsigned long kSide = 150; // pixels of the network's input
constexpr double kPadding = 0.25;    // as dlib's example
const char* const kPoints = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";

Picture pictureOf(face::ImageView view)
{
    Picture picture(view.height, view.width);
    for (int y = 0; y < view.height; ++y)
        for (int x = 0; x < view.width; ++x)
        {
            const auto* pixel = view.data + static_cast<std::size_t>(y) * view.stride + static_cast<std::size_t>(x) * 3;
            picture(y, x) = {pixel[2], pixel[1], pixel[0]};
        }
    return picture;
}

} // namespace

struct StockFace::Parts
{
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
    std::unique_ptr<dlib::shape_predictor> predictor;
    Network network;

    /// The face as the network wants it.
    Picture face(const Picture& picture)
    {
        const auto faces = detector(picture);
        const dlib::rectangle box = faces.empty() ? dlib::get_rect(picture) : faces.front();
        Picture chip;
        if (predictor)
            dlib::extract_image_chip(picture, dlib::get_face_chip_details((*predictor)(picture, box), kSide, kPadding),
                                     chip);
        else
            dlib::extract_image_chip(picture, dlib::chip_details(box, dlib::chip_dims(kSide, kSide)), chip);
        return chip;
    }
};

StockFace::StockFace(const std::string& weights) : m_parts(std::make_unique<Parts>())
{
    if (std::filesystem::exists(kPoints))
    {
        m_parts->predictor = std::make_unique<dlib::shape_predictor>();
        dlib::deserialize(kPoints) >> *m_parts->predictor;
    }
    if (!weights.empty())
        dlib::deserialize(weights) >> m_parts->network;
}

StockFace::~StockFace() = default;

bool StockFace::writeWeights(const std::string& file)
{
    Network network;
    Picture blank(kSide, kSide);
    dlib::assign_all_pixels(blank, 0);
    (void)network(blank); // makes the weights up
    network.clean();
    std::ofstream stream(file, std::ios::binary);
    dlib::serialize(network, stream);
    stream.flush();
    return stream.good();
}

void StockFace::points(face::ImageView frame)
{
    (void)m_parts->face(pictureOf(frame));
}

void StockFace::verify(face::ImageView chip, const std::vector<face::ImageView>& frames)
{
    Picture large(chip.height * 3, chip.width * 3);
    dlib::resize_image(pictureOf(chip), large);
    (void)m_parts->network(m_parts->face(large));
    for (const face::ImageView& frame : frames)
        (void)m_parts->network(m_parts->face(pictureOf(frame)));
}

} // namespace banshi::bench
