// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/recorded_end.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace banshi::drivers::conformance
{

RecordedEnd::RecordedEnd(std::string name, RecordedAnswers answers, nlohmann::json options,
                         std::vector<std::string> marks)
    : m_name(std::move(name)), m_answers(std::move(answers)), m_options(std::move(options)), m_marks(std::move(marks)),
      m_link(m_folder.filePath(QStringLiteral("tty")).toStdString())
{
    connect(&m_line, &pty::Pty::received, this, [this](const QByteArray& bytes) {
        m_line.write(m_answers.hear(
            {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())}));
    });
}

base::Result<std::unique_ptr<RecordedEnd>, GroundError>
RecordedEnd::open(const std::string& file, nlohmann::json options, std::vector<std::string> marks)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return base::fail(GroundCode::BadUse, file + " cannot be read");
    auto transfers = sdk::parseRecording(text.str());
    if (!transfers)
        return base::fail(GroundCode::BadUse, file + ": " + transfers.failure().detail);
    std::unique_ptr<RecordedEnd> end(new RecordedEnd(std::filesystem::path(file).filename().string(),
                                                     RecordedAnswers(std::move(*transfers)), std::move(options),
                                                     std::move(marks)));
    if (!end->plugIn())
        return base::fail(GroundCode::BadUse, "this system gives no pseudo-terminal");
    return end;
}

bool RecordedEnd::can(const std::string& act) const
{
    return act == act::kReset || act == act::kUnplug || act == act::kPlug;
}

bool RecordedEnd::plugIn()
{
    m_answers.rewind();
    return m_line.isPlugged() || m_line.plugIn(m_link).has_value();
}

bool RecordedEnd::perform(const std::string& act)
{
    if (act == act::kUnplug)
    {
        m_line.unplug();
        return true;
    }
    return can(act) && plugIn();
}

} // namespace banshi::drivers::conformance
