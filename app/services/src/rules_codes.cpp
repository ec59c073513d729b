// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/year_month.h"
#include "banshi/queue/contract/bank_and_company.h"
#include "envelope_reader.h"
#include "program_version.h"
#include "rules.h"

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

void checkTaskCode(const ServiceDefinition& service, FaultList& faults)
{
    constexpr std::size_t kUscc = 18;
    const std::string& code = service.taskCode;
    if (code.size() != kUscc + 13)
        return faults.add("/task_code", "is not 31 characters long", "USCC, level and catalog_code");
    if (!queue::contract::isCreditCode(code.substr(0, kUscc)))
        faults.add("/task_code", "starts with no valid social credit code (check modulo 31, GB 32100)",
                   "the department's 18 characters");
    else if (code.substr(0, kUscc) != service.dept.uscc)
        faults.add("/task_code", "starts with another department's code than /dept/uscc", service.dept.uscc);
    if (code[kUscc] < '1' || code[kUscc] > '6')
        faults.add("/task_code", "has no level at its 19th place", "1 state to 6 village");
    if (code.substr(kUscc + 1) != service.catalogCode)
        faults.add("/task_code", "ends with another code than /catalog_code", service.catalogCode);
    if (!service.taskHandleItem.empty() && !service.taskHandleItem.starts_with(code))
        faults.add("/task_handle_item", "does not start with /task_code", code + " and two more characters");
}

void checkDay(const json& effective, const char* name, FaultList& faults)
{
    if (effective.contains(name) && !parseDay(effective.at(name).get<std::string>()))
        faults.add(std::string("/effective/") + name, "is no day of the calendar", "yyyy-mm-dd");
}

void checkHours(const ServiceDefinition& service, FaultList& faults)
{
    for (std::size_t i = 0; i < service.hours.size(); ++i)
    {
        const OpenWindow& window = service.hours[i];
        const std::string pointer = "/hours/open/" + std::to_string(i);
        if (window.fromMinute < 0)
            faults.add(pointer + "/from", "is no time of day", "hh:mm, 00:00 to 23:59");
        else if (window.toMinute < 0)
            faults.add(pointer + "/to", "is no time of day", "hh:mm, 00:01 to 24:00");
        else if (window.fromMinute >= window.toMinute)
            faults.add(pointer, "ends before it begins", "two windows, one until 24:00 and one from 00:00");
    }
}

} // namespace

void checkCodes(const ServiceDefinition& service, const json& document, FaultList& faults)
{
    if (faults.file() != service.id + ".json")
        faults.add("/id", "\"" + service.id + "\" is not the file's name", "a file named " + service.id + ".json");
    checkTaskCode(service, faults);
    checkDay(document.at("effective"), "from", faults);
    checkDay(document.at("effective"), "to", faults);
    if (service.effectiveTo && service.effectiveTo->ok() && *service.effectiveTo < service.effectiveFrom)
        faults.add("/effective/to", "is before /effective/from", "a later day");
    if (!parseVersion(service.minApp))
        faults.add("/min_app", "is no program version", "three numbers, e.g. 0.1.0");
    checkHours(service, faults);
}

} // namespace banshi::app::services
