// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/hidpos/device.h"

#include "banshi/drivers/virtual/hidpos/descriptor.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_hidpos
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr auto kRestart = 1500ms; // a scanner's start
constexpr std::size_t kReportLength = 64;
constexpr std::size_t kDataAt = 5;
constexpr std::size_t kContinuedAt = 63;
constexpr char kInitiate = 1;
constexpr std::uint8_t kNonsense = 0xFE; // above the length of the data

// What may happen between a scanner and its driver: USB repeats what was damaged, so bytes are never wrong.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Slow, LineFault::Silence, LineFault::Flood};

// ISO/IEC 15424, under XFS4IoT's names.
constexpr std::pair<const char*, const char*> kAim[] = {{"qrCode", "]Q1"},  {"dataMatrix", "]d2"}, {"pdf417", "]L0"},
                                                        {"code128", "]C0"}, {"ean13", "]E0"},      {"itf", "]I0"}};

std::string aimOf(const std::string& symbology)
{
    for (const auto& [word, aim] : kAim)
        if (symbology == word)
            return aim;
    return {};
}

} // namespace

Device::Device(std::string hid, bool isTriggered, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_hid(std::move(hid)), m_isTriggered(isTriggered),
      m_speaker(clock, [this](const virtual_wire::Speaker::Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug =
                  [this] {
                      m_pty.unplug();
                      m_heard.clear();
                      m_isOn = !m_isTriggered;
                  },
              .restart = {},
              .restartTime = kRestart,
              .line = kFaults,
              .own = {{"halfFrame", [this](int times) { m_cut = times; }},
                      {"noise", [this](int times) { m_noise = times; }}},
              .clear = [this] { m_cut = m_noise = 0; },
              .state = [this] { return state(); },
              .orders = "scan"}),
      m_isOn(!isTriggered)
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    const auto& bytes = reportDescriptor();
    QFile file(QString::fromStdString(m_hid + ".descriptor"));
    const auto size = static_cast<qint64>(bytes.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char*>(bytes.data()), size) != size)
        return base::fail(virtual_wire::WireError::CannotLink, "the descriptor cannot be written");
    file.close();
    return m_pty.plugIn(m_hid);
}

void Device::receive(const QByteArray& bytes)
{
    m_heard += bytes;
    while (!m_heard.isEmpty() && m_heard.size() > static_cast<unsigned char>(m_heard[0]))
    {
        const qsizetype length = static_cast<unsigned char>(m_heard[0]);
        const QByteArray report = m_heard.mid(1, length);
        m_heard.remove(0, 1 + length);
        const bool isTrigger = report.size() == 2 && static_cast<std::uint8_t>(report[0]) == kTriggerReport;
        if (m_isTriggered && isTrigger)
            m_isOn = (report[1] & kInitiate) != 0;
    }
}

void Device::say(std::vector<std::uint8_t> report)
{
    report.insert(report.begin(), static_cast<std::uint8_t>(report.size()));
    m_speaker.say(std::move(report));
}

void Device::sayCode(const std::string& text, const std::string& aim)
{
    if (m_noise > 0)
    {
        --m_noise;
        std::vector<std::uint8_t> nonsense(kReportLength, kNonsense);
        nonsense[0] = kDataReport;
        say(std::move(nonsense));
    }
    const bool isCut = m_cut > 0;
    m_cut -= isCut ? 1 : 0;
    for (std::size_t at = 0; at < text.size(); at += kDataLength)
    {
        const std::size_t count = std::min(kDataLength, text.size() - at);
        const bool isLast = at + count == text.size();
        std::vector<std::uint8_t> report(kReportLength, 0);
        report[0] = kDataReport;
        report[1] = static_cast<std::uint8_t>(count);
        std::copy(aim.begin(), aim.end(), report.begin() + 2);
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), count, report.begin() + kDataAt);
        report[kContinuedAt] = !isLast || isCut ? 1 : 0;
        say(std::move(report));
    }
}

json Device::scan(const json& request)
{
    const auto text = request.value("text", "");
    const auto symbology = request.value("symbology", "qrCode");
    const std::string aim = aimOf(symbology);
    if (text.empty())
        return refusal("text is missing");
    if (aim.empty())
        return refusal("no such symbology: " + symbology);
    if (!m_isOn)
    {
        ++m_unseen;
        return state();
    }
    ++m_said;
    if (m_isTriggered)
        m_isOn = false; // one code for one trigger
    sayCode(text, aim);
    return state();
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "scan")
        return scan(request);
    return m_desk.control(request);
}

json Device::state() const
{
    return {{"plugged", m_pty.isPlugged()}, {"light", m_isOn}, {"said", m_said}, {"unseen", m_unseen}};
}

} // namespace banshi::drivers::virtual_hidpos
