// SPDX-License-Identifier: GPL-3.0-or-later
#include "dlib_network.h"

#include "networks.h"

#include <stdexcept>

namespace banshi::face
{

std::unique_ptr<Network> loadDlib(const ModelManifest& manifest, std::string_view bytes)
{
    if (manifest.kind == "dlib-rendered")
        return std::make_unique<DlibNetwork<networks::Rendered<dlib::affine>>>(bytes);
    if (manifest.kind == "dlib-resnet")
        return std::make_unique<DlibNetwork<networks::Resnet<dlib::affine>>>(bytes);
    if (manifest.kind == kBarredKind)
        return loadDensenet(bytes);
    throw std::runtime_error("no network of the kind " + manifest.kind);
}

} // namespace banshi::face
