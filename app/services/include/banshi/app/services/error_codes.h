// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banshi::app::services
{

/// What can be wrong with an answer.
enum class FormCode
{
    Required,       ///< nothing was entered
    TooShort,       ///< FieldFault::limit characters at least
    TooLong,        ///< FieldFault::limit characters at most
    BadText,        ///< control characters or not UTF-8
    NotAChoice,     ///< not one of the answers
    OutOfRange,     ///< a number outside its limits
    AcctFormat,     ///< an account number: 6 to 20 digits
    MobileFormat,   ///< a mobile number
    IdFormat,       ///< an identity number
    NameFormat,     ///< a person's name
    BankFormat,     ///< a bank card number
    PlateFormat,    ///< a number plate
    UsccFormat,     ///< a social credit code
    MonthFormat,    ///< a month
    CountryUnknown, ///< not in the table of countries
    OtherFormat,    ///< any other named format
    TooFew,         ///< FieldFault::limit at least
    TooMany,        ///< FieldFault::limit at most
    RangeOrder,     ///< the second must not come before the first
    RangeTooLong,   ///< FieldFault::limit months at most
    InFuture,       ///< later than today
    SumDiffers,     ///< the total is not the sum
    TwiceDiffers,   ///< the second entry is another
    FormIncomplete, ///< the whole document does not fit the schema although each field does: a defect of the definition
};

/// Why a service cannot be offered, or what is different today.
enum class OfferCode
{
    None,
    SwitchedOff,       ///< by a technician, with a reason
    Suspended,         ///< by the department
    NotInForce,        ///< before or after its effective days
    NewerProgram,      ///< needs a newer version of this program
    Closed,            ///< outside its hours
    DeviceUnavailable, ///< a needed device does not work
    NeedsNetwork,      ///< the platform cannot be reached
    QueueFull,         ///< the gateway accepts no records
    WillQueue,         ///< note: offered, but only kept for later
    FromCache,         ///< note: offered with "as of" data
    DeviceMissing,     ///< note: a preferred device does not work, another way is offered
    ClockUntrusted,    ///< note: hours could not be checked
};

/// `services.required` and so on; ui/i18n has a sentence for each.
[[nodiscard]] std::string_view dotted(FormCode code);
/// `services.offer.closed` and so on; empty for None.
[[nodiscard]] std::string_view dotted(OfferCode code);
/// All dotted codes of this folder.
[[nodiscard]] std::vector<std::string> allErrorCodes();

} // namespace banshi::app::services
