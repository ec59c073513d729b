// SPDX-License-Identifier: GPL-3.0-or-later
// A face network as densely connected layers (Huang et al., CVPR 2017) in the sizes of davisking/dlib-models'
// face_recognition_densenet_model_v1.dat; to compare with, never to decide.
#include "dlib_network.h"

namespace banshi::face
{

namespace
{

constexpr long kGrowth = 16;

template <long Filters, long Size, int Stride, typename Below>
using Padded = dlib::add_layer<dlib::con_<Filters, Size, Size, Stride, Stride, Size / 2, Size / 2>, Below>;
template <typename Below>
using Active = dlib::relu<dlib::affine<Below>>;
template <typename Below>
using Dense =
    dlib::concat2<dlib::tag1, dlib::tag2,
                  dlib::tag2<Padded<kGrowth, 3, 1, Active<Padded<4 * kGrowth, 1, 1, Active<dlib::tag1<Below>>>>>>>;
template <long Filters, typename Below>
using Transition = dlib::avg_pool<2, 2, 2, 2, dlib::con<Filters, 1, 1, 1, 1, Active<Below>>>;

using Stem =
    dlib::add_layer<dlib::max_pool_<3, 3, 2, 2, 1, 1>, Active<Padded<2 * kGrowth, 7, 2, dlib::input_rgb_image>>>;
// Channels after each block: 2 + 3 growths, halved, + 6, halved, + 12, halved, + 8.
using First = Transition<kGrowth * (2 + 3) / 2, dlib::repeat<3, Dense, Stem>>;
using Second = Transition<kGrowth * (2 + 3 + 2 * 6) / 4, dlib::repeat<6, Dense, First>>;
using Third = Transition<kGrowth * (2 + 3 + 2 * 6 + 4 * 12) / 8, dlib::repeat<12, Dense, Second>>;
using Body = dlib::avg_pool_everything<Active<dlib::repeat<8, Dense, Third>>>;
using Densenet = dlib::loss_metric<dlib::fc_no_bias<128, Body>>;

} // namespace

std::unique_ptr<Network> loadDensenet(std::string_view bytes)
{
    return std::make_unique<DlibNetwork<Densenet>>(bytes);
}

} // namespace banshi::face
