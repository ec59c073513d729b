// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/operated_end.h"

#include <istream>
#include <map>
#include <ostream>
#include <utility>

namespace banshi::drivers::conformance
{

namespace
{

// No person can make a device fall silent or talk nonsense, so these acts are not asked for.
const std::map<std::string, std::string>& requests()
{
    static const std::map<std::string, std::string> texts{
        {act::kReset, "Bring the device into its idle state: plugged in, paper loaded, no card, cover closed"},
        {act::kUnplug, "Unplug the device's data cable"},
        {act::kPlug, "Plug the device's data cable in again"},
        {act::kOffer, "Do the person's part: lay the test card on the reader, hold the test code out, pay, or open the "
                      "cabinet's door"},
        {act::kWithdraw, "Undo that: take the card away, or close the door"},
        {act::kObstruct, "Take the paper out"},
    };
    return texts;
}

} // namespace

OperatedEnd::OperatedEnd(std::string connection, nlohmann::json options, std::ostream& questions, std::istream& answers,
                         bool isSomebodyThere)
    : m_connection(std::move(connection)), m_options(std::move(options)), m_questions(questions), m_answers(answers),
      m_isSomebodyThere(isSomebodyThere)
{
}

bool OperatedEnd::can(const std::string& act) const
{
    return act == act::kReset || (m_isSomebodyThere && requests().contains(act));
}

bool OperatedEnd::perform(const std::string& act)
{
    if (!can(act))
        return false;
    if (act == act::kReset && !std::exchange(m_isTouched, false))
        return true;
    m_isTouched = act != act::kReset;
    m_questions << "  >> " << requests().at(act) << ", then press Enter." << std::endl;
    std::string line;
    return static_cast<bool>(std::getline(m_answers, line));
}

} // namespace banshi::drivers::conformance
