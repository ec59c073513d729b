// SPDX-License-Identifier: GPL-3.0-or-later
#include "more_actions.h"

namespace banshi::journeys
{

namespace
{

struct Deed
{
    const char* device;
    const char* id;
    const char* label;
    nlohmann::json order;
};

std::vector<Deed> deeds()
{
    constexpr const char* kPayerCode = "134567890123456789"; // eighteen digits of an invented payer
    constexpr const char* kDoor = "class/gpio/gpio22/value";
    constexpr int kEnter = 28; // linux/input-event-codes.h
    constexpr int kJack = 2;
    return {
        {"scanner", "scanner.code", "Code before the serial scanner", {{"do", "scan"}, {"text", kPayerCode}}},
        {"hidpos", "hidpos.code", "Code before the HID scanner", {{"do", "scan"}, {"text", kPayerCode}}},
        {"keypad", "keypad.enter", "Press the key Enter", {{"do", "press"}, {"key", kEnter}}},
        {"keypad", "keypad.jack", "Plug in the headset", {{"do", "switch"}, {"code", kJack}, {"on", true}}},
        {"keypad", "keypad.nojack", "Pull out the headset", {{"do", "switch"}, {"code", kJack}, {"on", false}}},
        {"fingerprint", "finger.place", "Lay a finger down", {{"do", "place"}, {"finger", "thumb"}}},
        {"fingerprint", "finger.lift", "Lift the finger", {{"do", "lift"}}},
        {"indicator", "door.open", "Open the cabinet", {{"do", "set"}, {"sensor", kDoor}, {"content", "1"}}},
        {"indicator", "door.close", "Close the cabinet", {{"do", "set"}, {"sensor", kDoor}, {"content", "0"}}},
        {"payterm", "nexo.pay", "nexo terminal: pay", {{"do", "person"}, {"deed", "pay"}}},
        {"payterm", "nexo.refuse", "nexo terminal: refuse", {{"do", "person"}, {"deed", "refuse"}}},
        {"zvt", "zvt.pay", "ZVT terminal: pay", {{"do", "person"}, {"deed", "pay"}}},
        {"zvt", "zvt.refuse", "ZVT terminal: refuse", {{"do", "person"}, {"deed", "refuse"}}},
        {"smartcard", "contacts.insert", "Put the contact card in", {{"do", "insert"}}},
        {"smartcard", "contacts.remove", "Take the contact card out", {{"do", "remove"}}},
    };
}

} // namespace

StreetCalls::Answered answering(const StreetTold& told, const StreetSentence& sentence)
{
    return [told, sentence](const nlohmann::json& answer) {
        if (answer.value("ok", false))
            return told({true, sentence});
        const std::string why = answer.value("problem", answer.value("error", "nobody answers"));
        told({false, QString::fromStdString(why)});
    };
}

StreetActions moreActions(const std::shared_ptr<StreetCalls>& calls)
{
    StreetActions list;
    const auto known = calls->world().simulators();
    for (const Deed& deed : deeds())
        if (const auto device = QString::fromLatin1(deed.device); known.contains(device))
            list.push_back({QString::fromLatin1(deed.id), QStringLiteral("More devices"),
                            QString::fromLatin1(deed.label),
                            [calls, device, order = deed.order](const StreetTold& told) {
                                calls->tell(device, order, answering(told, QStringLiteral("Done.")));
                            }});
    return list;
}

StreetActions faultActions(const std::shared_ptr<StreetCalls>& calls, const StreetWords& words)
{
    StreetActions list;
    for (const auto& [device, socketPath] : calls->world().simulators())
    {
        const auto known = ask(socketPath, {{"do", "faults"}}).value_or(nlohmann::json::object());
        for (const auto& kind : known.value("faults", std::vector<std::string>()))
        {
            const QString word = QString::fromStdString(kind);
            list.push_back(
                {QStringLiteral("fault.%1.%2").arg(device, word),
                 words.text(QStringLiteral("device.") + device, Tongue::English),
                 words.fault(device, word, Tongue::English), [calls, device = device, kind](const StreetTold& told) {
                     calls->tell(device, {{"do", "fault"}, {"kind", kind}}, answering(told, QStringLiteral("Done.")));
                 }});
        }
    }
    return list;
}

std::vector<SimulatorPlace> simulatorsOf(const World& world)
{
    std::vector<SimulatorPlace> all;
    for (const auto& [device, socketPath] : world.simulators())
        all.push_back({device, socketPath});
    return all;
}

} // namespace banshi::journeys
