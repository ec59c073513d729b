// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/scanner/device.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_scanner
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr qsizetype kCommandLength = 3;
constexpr auto kRestart = 1500ms; // a scanner's start

// What may happen on this wire: it has no checksums, and nothing on it is an answer.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Noise, LineFault::Silence,
                                     LineFault::HalfFrame,  LineFault::Slow,  LineFault::Flood};

// ISO/IEC 15424, under XFS4IoT's names.
constexpr std::pair<const char*, const char*> kAim[] = {{"qrCode", "]Q1"}, {"dataMatrix", "]d2"}, {"pdf417", "]L0"},
                                                        {"aztec", "]z0"},  {"code128", "]C0"},    {"ean128", "]C1"},
                                                        {"code39", "]A0"}, {"ean13", "]E0"},      {"ean8", "]E4"},
                                                        {"itf", "]I0"},    {"codabar", "]F0"}};

std::string aimOf(const std::string& symbology)
{
    for (const auto& [word, aim] : kAim)
        if (symbology == word)
            return aim;
    return {};
}

} // namespace

Device::Device(Setup setup, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_setup(std::move(setup)),
      m_speaker(clock, [this](const virtual_wire::Speaker::Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug =
                  [this] {
                      m_pty.unplug();
                      m_heard.clear();
                      m_isOn = !m_setup.isTriggered;
                  },
              .restart = {},
              .restartTime = kRestart,
              .line = kFaults,
              .own = {},
              .clear = {},
              .state = [this] { return state(); },
              .orders = "scan"}),
      m_isOn(!m_setup.isTriggered)
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    return m_pty.plugIn(m_setup.tty);
}

void Device::receive(const QByteArray& bytes)
{
    m_heard += bytes;
    for (;;)
    {
        const qsizetype command = m_heard.indexOf('\x16');
        m_heard.remove(0, command < 0 ? m_heard.size() : command);
        if (m_heard.size() < kCommandLength)
            return;
        if (m_setup.isTriggered && m_heard.startsWith("\x16T\r"))
            m_isOn = true;
        else if (m_setup.isTriggered && m_heard.startsWith("\x16U\r"))
            m_isOn = false;
        m_heard.remove(0, 1);
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
    const std::string code = (m_setup.sendsAim ? aim : std::string()) + text + "\r";
    ++m_said;
    if (m_setup.isTriggered)
        m_isOn = false; // one code for one trigger
    m_speaker.say({code.begin(), code.end()});
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

} // namespace banshi::drivers::virtual_scanner
