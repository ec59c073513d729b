// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <string>
#include <vector>

namespace banshi::queue::enrol
{

/// Why a machine has no new certificate.
enum class EnrolCode
{
    NoAnswer,     ///< the platform was not reached or did not answer; `detail` holds the dotted code of the line
    CodeWrong,    ///< the site code is wrong, used, or for another machine
    Refused,      ///< the platform does not give one; `detail` holds its code
    WrongAnswer,  ///< no certs-only PKCS 7 in base64
    NotOurs,      ///< a certificate of another key, name, authority or time
    CannotWrite,  ///< the folder of the identity cannot be written
    ClockUnknown, ///< nobody has signed a time yet, so dates cannot be judged
    NoCertificate ///< there is none to renew
};
using EnrolError = base::KitError<EnrolCode>;
template <class T>
using EnrolResult = base::Result<T, EnrolError>;

/// `enrol.…` for a code.
[[nodiscard]] std::string dotted(EnrolCode code);

} // namespace banshi::queue::enrol
