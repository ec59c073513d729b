// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <optional>
#include <string_view>

namespace banshi::queue::sync
{

/// From when until when a certificate holds. Threads: plain value.
struct CertificateLife
{
    base::UtcTime from;
    base::UtcTime until;
};

/// The life of the first certificate in a PEM text; nothing when there is none.
[[nodiscard]] std::optional<CertificateLife> lifeOfCertificate(std::string_view pem);

} // namespace banshi::queue::sync
