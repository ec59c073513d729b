// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

namespace banshi::drivers::conformance
{

std::unique_ptr<ClassProfile> profileOf(protocol::DeviceClass deviceClass)
{
    using Make = std::unique_ptr<ClassProfile> (*)();
    for (const Make make : {&makeIdCardProfile, &makeReceiptProfile, &makeDocumentProfile, &makeCameraProfile})
        if (auto profile = make(); profile->deviceClass() == deviceClass)
            return profile;
    return nullptr;
}

std::string describe(const std::optional<client::Completion>& completion)
{
    if (!completion)
        return "no completion";
    std::string text = protocol::text(completion->code);
    if (!completion->errorCode.empty())
        text += " " + completion->errorCode;
    return completion->description.empty() ? text : text + " (" + completion->description + ")";
}

} // namespace banshi::drivers::conformance
