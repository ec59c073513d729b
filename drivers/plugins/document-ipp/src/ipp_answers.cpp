// SPDX-License-Identifier: GPL-3.0-or-later
#include "ipp_answers.h"

#include "banshi/drivers/plugins/document_ipp/supply_facts.h"

#include <algorithm>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

// Text, keywords and octet strings alike.
std::vector<std::string> textsOf(ipp_attribute_t* attribute)
{
    std::vector<std::string> texts;
    for (int i = 0; i < ippGetCount(attribute); ++i)
    {
        int size = 0;
        if (ippGetValueTag(attribute) == IPP_TAG_STRING)
        {
            const auto* bytes = static_cast<const char*>(ippGetOctetString(attribute, i, &size));
            texts.emplace_back(bytes != nullptr ? std::string(bytes, static_cast<std::size_t>(size)) : std::string());
        }
        else if (const char* text = ippGetString(attribute, i, nullptr))
            texts.emplace_back(text);
    }
    return texts;
}

std::vector<std::string> textsIn(ipp_t* ipp, const char* name)
{
    return textsOf(ippFindAttribute(ipp, name, IPP_TAG_ZERO));
}

std::vector<int> numbersIn(ipp_t* ipp, const char* name)
{
    ipp_attribute_t* attribute = ippFindAttribute(ipp, name, IPP_TAG_INTEGER);
    std::vector<int> numbers;
    for (int i = 0; i < ippGetCount(attribute); ++i)
        numbers.push_back(ippGetInteger(attribute, i));
    return numbers;
}

// The printer's own account when it gives one, else that of CUPS, which asked it by SNMP.
std::vector<sdk::Supply> suppliesIn(ipp_t* ipp)
{
    const auto own = textsIn(ipp, "printer-supply");
    if (!own.empty())
        return suppliesOf(own, textsIn(ipp, "printer-supply-description"));
    return markersOf({textsIn(ipp, "marker-names"), textsIn(ipp, "marker-colors"), textsIn(ipp, "marker-types"),
                      numbersIn(ipp, "marker-levels")});
}

// Enters one attribute of a job group.
void enter(ipp_attribute_t* attribute, ListedJob& job)
{
    const std::string name = ippGetName(attribute) != nullptr ? ippGetName(attribute) : "";
    const bool number = ippGetValueTag(attribute) == IPP_TAG_INTEGER || ippGetValueTag(attribute) == IPP_TAG_ENUM;
    if (name == "job-state-reasons")
        job.facts.reasons = textsOf(attribute);
    else if (name == "job-name" && !number)
        job.name = textsOf(attribute).empty() ? std::string() : textsOf(attribute).front();
    else if (!number)
        return;
    else if (name == "job-id")
        job.id = ippGetInteger(attribute, 0);
    else if (name == "job-state")
        job.facts.state = jobStateOf(ippGetInteger(attribute, 0));
    else if (name == "job-impressions-completed" || (name == "job-media-sheets-completed" && !job.facts.impressions))
        job.facts.impressions = static_cast<std::uint32_t>(std::max(0, ippGetInteger(attribute, 0)));
}

} // namespace

std::string textIn(ipp_t* ipp, const char* name)
{
    const char* text = ippGetString(ippFindAttribute(ipp, name, IPP_TAG_ZERO), 0, nullptr);
    return text != nullptr ? text : "";
}

PrinterFacts printerIn(ipp_t* ipp)
{
    PrinterFacts facts;
    facts.state = ippGetInteger(ippFindAttribute(ipp, "printer-state", IPP_TAG_ENUM), 0);
    ipp_attribute_t* accepting = ippFindAttribute(ipp, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    facts.accepting = accepting == nullptr || ippGetBoolean(accepting, 0) != 0;
    facts.reasons = textsIn(ipp, "printer-state-reasons");
    facts.makeAndModel = textIn(ipp, "printer-make-and-model");
    facts.firmware = textIn(ipp, "printer-firmware-string-version");
    facts.formats = textsIn(ipp, "document-format-supported");
    facts.media = textsIn(ipp, "media-supported");
    facts.duplex = textsIn(ipp, "sides-supported").size() > 1;
    facts.color = ippGetBoolean(ippFindAttribute(ipp, "color-supported", IPP_TAG_BOOLEAN), 0) != 0;
    facts.supplies = suppliesIn(ipp);
    facts.trays = traysOf(textsIn(ipp, "printer-input-tray"));
    return facts;
}

std::vector<ListedJob> jobsIn(ipp_t* ipp)
{
    std::vector<ListedJob> jobs;
    bool inside = false;
    for (ipp_attribute_t* attribute = ippFirstAttribute(ipp); attribute != nullptr; attribute = ippNextAttribute(ipp))
    {
        const bool ofJob = ippGetGroupTag(attribute) == IPP_TAG_JOB;
        if (ofJob && !inside)
            jobs.emplace_back();
        inside = ofJob;
        if (ofJob)
            enter(attribute, jobs.back());
    }
    return jobs;
}

} // namespace banshi::drivers::plugins::document_ipp
