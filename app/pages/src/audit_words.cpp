// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/i18n/format.h"
#include "maintenance_words.h"

namespace banshi::app::pages
{

namespace
{

using nlohmann::json;
using ports::AuditRecord;
using ui::pages::AuditRow;

constexpr int kLongestDump = 60;

/// A value that no sentence is known for.
Text plain(const json& value)
{
    if (value.is_null())
        return {};
    const QString text = QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
    return Text::plain(text.left(kLongestDump));
}

std::string textOf(const json& value, const char* member)
{
    return value.is_object() ? value.value(member, "") : std::string();
}

Text whoOf(const std::string& who)
{
    const bool isNumber = !who.empty() && who.find_first_not_of("0123456789") == std::string::npos;
    if (who == "unknown")
        return say("未表明身份", "Nobody known");
    return isNumber ? Text::key(QStringLiteral("maintenance.who"), {{QStringLiteral("who"), same(who)}}) : same(who);
}

Text nameOfDevice(const std::string& name, const maintenance::Maintenance& visit)
{
    for (const auto& device : visit.parts().bench.details())
        if (device.name == name)
            return deviceName(name, device.kind);
    return same(name);
}

Text conditionWord(const std::string& word)
{
    if (word == "ok")
        return say("正常", "fine");
    if (word == "warning")
        return say("要留意", "wants attention");
    if (word == "fault")
        return say("不能用", "does not work");
    if (word == "busy")
        return say("使用中", "in use");
    if (word == "disabled")
        return say("已停用", "switched off");
    return word == "testing" ? say("测试中", "testing") : say("不知道", "not known");
}

void describeTest(const AuditRecord& act, const maintenance::Maintenance& visit, AuditRow& row)
{
    const bool isEnd = act.what == "device.tested";
    row.what = Text::key(isEnd ? QStringLiteral("maintenance.act.tested") : QStringLiteral("maintenance.act.test"),
                         {{QStringLiteral("device"), nameOfDevice(textOf(act.after, "device"), visit)}});
    row.before = conditionWord(textOf(act.before, "condition"));
    const auto result = textOf(act.after, "result");
    if (!isEnd)
        row.after = conditionWord(textOf(act.after, "condition"));
    else
        row.after = result == "passed" ? say("通过", "passed") : sentenceOf(result);
}

void describeLoan(const AuditRecord& act, AuditRow& row)
{
    const bool isEntry = act.what == "vendorMode.entered";
    row.what = isEntry ? say("外部维护程序取走全部设备", "A technician's program took all devices")
                       : say("外部维护程序归还全部设备", "A technician's program gave all devices back");
    row.before = {};
    const auto seconds = act.after.is_object() ? act.after.value("seconds", std::int64_t(0)) : 0;
    row.after = isEntry ? Text() : ui::i18n::duration(std::chrono::seconds(seconds));
}

json objectOf(const json& value)
{
    return value.is_object() ? value : json::object();
}

Text switchWord(const json& off, const std::string& service)
{
    if (!off.contains(service))
        return say("开放", "on");
    const auto& reason = off.at(service);
    return Text::key(QStringLiteral("maintenance.act.offFor"),
                     {{QStringLiteral("reason"), say(services::Text{textOf(reason, "zh"), textOf(reason, "en")})}});
}

void describeSwitch(const AuditRecord& act, const maintenance::Maintenance& visit, AuditRow& row)
{
    const json before = objectOf(act.before);
    const json after = objectOf(act.after);
    json all = before;
    all.update(after);
    for (const auto& entry : all.items())
    {
        const std::string& service = entry.key();
        if (before.value(service, json()) == after.value(service, json()))
            continue;
        const auto found = visit.parts().catalogue->find(service);
        row.what = found ? say(found->title) : same(service);
        row.before = switchWord(before, service);
        row.after = switchWord(after, service);
    }
}

} // namespace

std::optional<AuditRow> auditRow(const AuditRecord& act, const maintenance::Maintenance& visit)
{
    if (act.what == "setting.maintenance.lockout")
        return std::nullopt; // `maintenance.pinRefused` tells people the same
    AuditRow row{ui::i18n::dayAndTime(act.at), whoOf(act.who), same(act.what), plain(act.before), plain(act.after)};
    if (act.what == "maintenance.entered" || act.what == "maintenance.left")
    {
        const bool isEntry = act.what == "maintenance.entered";
        row.what = isEntry ? say("进入维护", "Maintenance entered") : say("离开维护", "Maintenance left");
        row.before = isEntry ? say("首页", "front page") : say("维护", "maintenance");
        row.after = isEntry               ? say("维护", "maintenance")
                    : act.after == "idle" ? say("无人操作，自动退出", "nobody there, left by itself")
                                          : say("首页", "front page");
    }
    else if (act.what == "maintenance.pinRefused")
        row.what = say("密码输错（连续次数）", "Wrong PIN (times in a row)");
    else if (act.what == "setting.secret.maintenance.pin")
    {
        row.what = say("设置维护密码", "Maintenance PIN set");
        row.before = act.before.is_null() ? say("没有密码", "no PIN") : say("已有密码", "a PIN");
        row.after = say("已设密码", "PIN set");
    }
    else if (act.what == "vendorMode.entered" || act.what == "vendorMode.left")
        describeLoan(act, row);
    else if (act.what == "queue.store.newEpoch")
        row.what = say("新建记录文件", "New file for queue and records");
    else if (act.what == "setting.services.switchedOff")
        describeSwitch(act, visit, row);
    else if (act.what == "device.testBegun" || act.what == "device.tested")
        describeTest(act, visit, row);
    return row;
}

} // namespace banshi::app::pages
