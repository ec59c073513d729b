// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

namespace banshi::drivers::conformance
{

std::unique_ptr<ClassProfile> profileOf(protocol::DeviceClass deviceClass)
{
    using Make = std::unique_ptr<ClassProfile> (*)();
    for (const Make make :
         {&makeIdCardProfile, &makeReceiptProfile, &makeDocumentProfile, &makeCameraProfile, &makeBarcodeProfile,
          &makePaymentProfile, &makeIndicatorsProfile, &makeKeypadProfile, &makeBiometricProfile, &makeChipCardProfile})
        if (auto profile = make(); profile->deviceClass() == deviceClass)
            return profile;
    return nullptr;
}

std::vector<std::string> Situation::acts() const
{
    std::vector<std::string> all = preparation;
    all.insert(all.end(), before.begin(), before.end());
    all.insert(all.end(), after.begin(), after.end());
    return all;
}

tl::expected<nlohmann::json, std::string> ClassProfile::prepare(Bench& bench, FarEnd&, const Situation& situation) const
{
    auto request = payload(bench, situation.command);
    if (request.is_null())
        return tl::unexpected("the commands before " + situation.command + " fail");
    return request;
}

Claim ClassProfile::claimOf(const client::Completion& done) const
{
    const std::string result = done.payload.value("result", done.ok() ? "done" : "");
    if (done.ok() && result == "done")
        return Claim::Done;
    return done.isSurelyUndone() || result == "failedClean" ? Claim::Undone : Claim::None;
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
