// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/district_gateway.h"

namespace banshi::queue::gateway
{

/// putQueueBlob: a whole picture, answered when the database has committed.
[[nodiscard]] HttpReply takePicture(const DistrictGateway::Parts& parts, const std::string& sha256,
                                    const HttpRequest& request);
/// patchQueueBlob: the same with a part of one.
[[nodiscard]] HttpReply takePart(const DistrictGateway::Parts& parts, const contract::Operation& operation,
                                 const std::string& sha256, const HttpRequest& request);
/// getQueueBlob.
[[nodiscard]] HttpReply sayHeldPicture(const DistrictGateway::Parts& parts, const std::string& device,
                                       const std::string& sha256);

} // namespace banshi::queue::gateway
