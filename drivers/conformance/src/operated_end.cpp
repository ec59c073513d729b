// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/operated_end.h"

#include <QEventLoop>
#include <QMetaObject>
#include <charconv>
#include <istream>
#include <map>
#include <ostream>
#include <thread>
#include <utility>

namespace banshi::drivers::conformance
{

namespace
{

constexpr std::chrono::minutes kPace(2); // a person reads, gets up, does it and comes back to the keyboard

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
                         bool isSomebodyThere, std::vector<std::string> marks)
    : m_connection(std::move(connection)), m_options(std::move(options)), m_questions(questions), m_answers(answers),
      m_isSomebodyThere(isSomebodyThere), m_marks(std::move(marks))
{
}

bool OperatedEnd::isBeyond(const std::string& act) const
{
    return act == act::kStall || act == act::kGarbage;
}

std::chrono::milliseconds OperatedEnd::pace() const
{
    return m_isSomebodyThere ? kPace : std::chrono::minutes(0);
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
    return typedLine().has_value();
}

bool OperatedEnd::watch(const std::string& deed)
{
    if (!m_isSomebodyThere)
        return false;
    m_deed = deed;
    m_questions << "  -- Count from here on how many " << m_deed << '.' << std::endl;
    return true;
}

// No answer is suggested, and Enter alone is none: whoever is tired of the question would agree with the driver.
std::optional<int> OperatedEnd::witnessed()
{
    while (true)
    {
        m_questions << "  >> Type how many " << m_deed << ", since you began to count, then press Enter." << std::endl;
        const auto line = typedLine();
        if (!line)
            return std::nullopt;
        int number = -1;
        const auto [end, fault] = std::from_chars(line->data(), line->data() + line->size(), number);
        if (fault == std::errc() && end == line->data() + line->size() && number >= 0)
            return number;
    }
}

// Another thread waits for the keyboard: here the device goes on to be looked after.
std::optional<std::string> OperatedEnd::typedLine()
{
    std::string line;
    bool isThere = false;
    QEventLoop loop;
    std::thread keyboard([this, &line, &isThere, &loop] {
        isThere = static_cast<bool>(std::getline(m_answers, line));
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    keyboard.join();
    return isThere ? std::optional(std::move(line)) : std::nullopt;
}

} // namespace banshi::drivers::conformance
