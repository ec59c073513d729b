// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/enrol_error.h"

namespace banshi::queue::enrol
{

std::string dotted(EnrolCode code)
{
    switch (code)
    {
    case EnrolCode::NoAnswer:
        return "enrol.noAnswer";
    case EnrolCode::CodeWrong:
        return "enrol.codeWrong";
    case EnrolCode::Refused:
        return "enrol.refused";
    case EnrolCode::WrongAnswer:
        return "enrol.wrongAnswer";
    case EnrolCode::NotOurs:
        return "enrol.notOurs";
    case EnrolCode::CannotWrite:
        return "enrol.cannotWrite";
    case EnrolCode::ClockUnknown:
        return "enrol.clockUnknown";
    case EnrolCode::NoCertificate:
        return "enrol.noCertificate";
    }
    return {};
}

} // namespace banshi::queue::enrol
