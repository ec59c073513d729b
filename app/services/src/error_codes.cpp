// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/error_codes.h"

namespace banshi::app::services
{

std::string_view dotted(FormCode code)
{
    switch (code)
    {
    case FormCode::Required:
        return "services.required";
    case FormCode::TooShort:
        return "services.tooShort";
    case FormCode::TooLong:
        return "services.tooLong";
    case FormCode::BadText:
        return "services.badText";
    case FormCode::NotAChoice:
        return "services.notAChoice";
    case FormCode::OutOfRange:
        return "services.outOfRange";
    case FormCode::AcctFormat:
        return "services.acctFormat";
    case FormCode::MobileFormat:
        return "services.mobileFormat";
    case FormCode::IdFormat:
        return "services.idFormat";
    case FormCode::NameFormat:
        return "services.nameFormat";
    case FormCode::BankFormat:
        return "services.bankFormat";
    case FormCode::PlateFormat:
        return "services.plateFormat";
    case FormCode::UsccFormat:
        return "services.usccFormat";
    case FormCode::MonthFormat:
        return "services.monthFormat";
    case FormCode::CountryUnknown:
        return "services.countryUnknown";
    case FormCode::OtherFormat:
        return "services.otherFormat";
    case FormCode::TooFew:
        return "services.tooFew";
    case FormCode::TooMany:
        return "services.tooMany";
    case FormCode::RangeOrder:
        return "services.rangeOrder";
    case FormCode::RangeTooLong:
        return "services.rangeTooLong";
    case FormCode::InFuture:
        return "services.inFuture";
    case FormCode::SumDiffers:
        return "services.sumDiffers";
    case FormCode::TwiceDiffers:
        return "services.twiceDiffers";
    case FormCode::FormIncomplete:
        return "services.formIncomplete";
    }
    return "services.formIncomplete";
}

std::string_view dotted(OfferCode code)
{
    switch (code)
    {
    case OfferCode::None:
        return "";
    case OfferCode::SwitchedOff:
        return "services.offer.switchedOff";
    case OfferCode::Suspended:
        return "services.offer.suspended";
    case OfferCode::NotInForce:
        return "services.offer.notInForce";
    case OfferCode::NewerProgram:
        return "services.offer.newerProgram";
    case OfferCode::Closed:
        return "services.offer.closed";
    case OfferCode::DeviceUnavailable:
        return "services.offer.deviceUnavailable";
    case OfferCode::NeedsNetwork:
        return "services.offer.needsNetwork";
    case OfferCode::QueueFull:
        return "services.offer.queueFull";
    case OfferCode::WillQueue:
        return "services.offer.willQueue";
    case OfferCode::FromCache:
        return "services.offer.fromCache";
    case OfferCode::DeviceMissing:
        return "services.offer.deviceMissing";
    case OfferCode::ClockUntrusted:
        return "services.offer.clockUntrusted";
    }
    return "";
}

std::vector<std::string> allErrorCodes()
{
    std::vector<std::string> codes;
    for (int code = 0; code <= static_cast<int>(FormCode::FormIncomplete); ++code)
        codes.emplace_back(dotted(static_cast<FormCode>(code)));
    for (int code = 1; code <= static_cast<int>(OfferCode::ClockUntrusted); ++code)
        codes.emplace_back(dotted(static_cast<OfferCode>(code)));
    return codes;
}

} // namespace banshi::app::services
