// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <dlib/dnn.h>

namespace banshi::face::networks
{

/// Size of the picture that the network for rendered people takes, in pixels, and length of its vector.
inline constexpr long kRenderedRows = 80;
inline constexpr long kRenderedColumns = 64;
inline constexpr long kRenderedLength = 64;

// Residual blocks as in He et al., CVPR 2016; Norm is batch normalisation in training and its affine form in use.
template <int Filters, template <typename> class Norm, int Stride, typename Below>
using Block = Norm<dlib::con<Filters, 3, 3, 1, 1, dlib::relu<Norm<dlib::con<Filters, 3, 3, Stride, Stride, Below>>>>>;
template <int Filters, template <typename> class Norm, typename Below>
using Residual = dlib::relu<dlib::add_prev1<Block<Filters, Norm, 1, dlib::tag1<Below>>>>;
template <int Filters, template <typename> class Norm, typename Below>
using ResidualDown = dlib::relu<
    dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<Block<Filters, Norm, 2, dlib::tag1<Below>>>>>>>;

/// Everything below the vector of `banshi-rendered-v1`: from 80×64 down to 4×3 in four steps.
template <template <typename> class Norm>
using RenderedBody = dlib::fc_no_bias<
    kRenderedLength,
    ResidualDown<
        128, Norm,
        Residual<
            64, Norm,
            ResidualDown<
                64, Norm,
                ResidualDown<32, Norm,
                             dlib::relu<Norm<dlib::con<
                                 24, 5, 5, 2, 2, dlib::input_rgb_image_sized<kRenderedRows, kRenderedColumns>>>>>>>>>;

/// The network in use: unit vectors.
template <template <typename> class Norm>
using Rendered = dlib::loss_metric<dlib::l2normalize<RenderedBody<Norm>>>;

/// dlib's face recognition network of 29 convolutions, 150×150 to 128 numbers, as its own example
/// `dnn_face_recognition_ex.cpp` defines it for `dlib_face_recognition_resnet_model_v1.dat`.
template <template <typename> class Norm, typename Below>
using ResnetLow = ResidualDown<64, Norm, Residual<32, Norm, Residual<32, Norm, Residual<32, Norm, Below>>>>;
template <template <typename> class Norm, typename Below>
using ResnetMiddle = Residual<
    128, Norm,
    Residual<
        128, Norm,
        ResidualDown<128, Norm, Residual<64, Norm, Residual<64, Norm, Residual<64, Norm, ResnetLow<Norm, Below>>>>>>>;
template <template <typename> class Norm, typename Below>
using ResnetHigh =
    ResidualDown<256, Norm,
                 Residual<256, Norm, Residual<256, Norm, ResidualDown<256, Norm, ResnetMiddle<Norm, Below>>>>>;
template <template <typename> class Norm>
using ResnetStem =
    dlib::max_pool<3, 3, 2, 2, dlib::relu<Norm<dlib::con<32, 7, 7, 2, 2, dlib::input_rgb_image_sized<150>>>>>;
template <template <typename> class Norm>
using ResnetVector = dlib::fc_no_bias<128, dlib::avg_pool_everything<ResnetHigh<Norm, ResnetStem<Norm>>>>;
template <template <typename> class Norm>
using Resnet = dlib::loss_metric<ResnetVector<Norm>>;

} // namespace banshi::face::networks
