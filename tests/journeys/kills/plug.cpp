// SPDX-License-Identifier: GPL-3.0-or-later
#include "plug.h"

#include "banshi/journeys/world.h"

#include <algorithm>
#include <array>

namespace banshi::journeys
{

namespace
{

constexpr int kManyAnswers = 50; // more than a visit asks for

// What a simulator calls it: one on a line or a printer, and a camera.
struct Word
{
    QLatin1StringView what;
    const char* ofLine;
    const char* ofCamera;
};
constexpr std::array<Word, 5> kWords{{
    {QLatin1StringView("unplug"), "unplug", "unplug"},
    {QLatin1StringView("off"), "unplug", "unplug"},
    {QLatin1StringView("noise"), "noise", "garbage"},
    {QLatin1StringView("half"), "halfFrame", "halfFrame"},
    {QLatin1StringView("silence"), "silence", "freeze"},
}};

} // namespace

bool pullPlug(World& world, const QString& victim)
{
    const QString what = victim.section(QLatin1Char('.'), 0, 0);
    const QString device = victim.section(QLatin1Char('.'), 1);
    const bool isCamera = device == QLatin1String("face") || device == QLatin1String("document");
    const auto* word = std::ranges::find(kWords, what, &Word::what);
    if (what == QLatin1String("off") && device != QLatin1String("a4"))
        return world.killProcess(device);
    if (word == kWords.end())
        return world.killProcess(victim);
    nlohmann::json order{{"do", "fault"}, {"kind", isCamera ? word->ofCamera : word->ofLine}};
    if (what == QLatin1String("noise") || what == QLatin1String("half") || what == QLatin1String("silence"))
        order["times"] = kManyAnswers;
    if (device == QLatin1String("idcard"))
        return world.card(order).value("ok", false);
    if (device == QLatin1String("receipt"))
        return world.slipPrinter(order).value("ok", false);
    if (device == QLatin1String("a4"))
        return world.sheetPrinter(order).value("ok", false);
    order["stream"] = device.toStdString();
    return world.camera(order).value("ok", false);
}

void plugIn(World& world)
{
    for (const char* device : {"idcard", "receipt"})
        (void)world.powerOn(QString::fromLatin1(device)); // one that stays away is seen behind the front page
    world.card({{"do", "clear"}});
    if (!world.card({{"do", "state"}}).value("plugged", true))
        world.card({{"do", "plug"}});
    world.slipPrinter({{"do", "clear"}});
    world.slipPrinter({{"do", "repair"}});
    world.slipPrinter({{"do", "plug"}});
    world.sheetPrinter({{"do", "plug"}});
    for (const char* stream : {"face", "document"})
        world.camera({{"do", "fault"}, {"kind", "none"}, {"stream", stream}});
}

} // namespace banshi::journeys
