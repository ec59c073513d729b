// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance_words.h"

#include "banshi/ui/i18n/format.h"

#include <map>

namespace banshi::app::pages
{

using maintenance::TestResult;
using ui::theme::Tone;

namespace
{

constexpr std::chrono::hours kCertificateSoon(24 * 30); // time to order a new one
constexpr std::int64_t kMegabyte = 1024 * 1024;

Text numbered(const QString& key, std::int64_t number)
{
    return Text::key(key, {{QStringLiteral("n"), ui::i18n::count(number)}});
}

Text wordsOf(ports::DeviceTrouble trouble)
{
    using ports::DeviceTrouble;
    switch (trouble)
    {
    case DeviceTrouble::NoHost:
        return say("驱动没有启动", "its driver is not running");
    case DeviceTrouble::Offline:
        return say("没有应答", "does not answer");
    case DeviceTrouble::NoPower:
        return say("没有通电", "has no power");
    case DeviceTrouble::Absent:
        return say("没有接上", "not attached");
    case DeviceTrouble::Hardware:
        return say("硬件故障", "hardware fault");
    case DeviceTrouble::PaperOut:
        return say("缺纸", "no paper");
    case DeviceTrouble::PaperLow:
        return say("纸快用完", "paper is low");
    case DeviceTrouble::PaperJammed:
        return say("卡纸", "paper jam");
    case DeviceTrouble::CoverOpen:
        return say("盖子开着", "cover open");
    case DeviceTrouble::CutterFailed:
        return say("切刀故障", "cutter failed");
    case DeviceTrouble::TonerOut:
        return say("碳粉用完", "no toner");
    case DeviceTrouble::TonerLow:
        return say("碳粉快用完", "toner is low");
    }
    return {};
}

std::pair<Text, Tone> wordsOf(ports::Condition condition)
{
    using ports::Condition;
    switch (condition)
    {
    case Condition::Unknown:
        return {say("还不知道", "not known yet"), Tone::Wait};
    case Condition::Ok:
        return {say("正常", "fine"), Tone::Good};
    case Condition::Warning:
        return {say("能用，要留意", "works, wants attention"), Tone::Wait};
    case Condition::Fault:
        return {say("不能用", "does not work"), Tone::Bad};
    case Condition::Busy:
        return {say("使用中", "in use"), Tone::Good};
    case Condition::Disabled:
        return {say("已停用", "switched off"), Tone::Wait};
    }
    return {};
}

Text findingOf(const TestResult& result)
{
    using Finding = TestResult::Finding;
    switch (result.finding)
    {
    case Finding::None:
        return sentenceOf(result.code);
    case Finding::NoCard:
        return say("应答正常，没有放卡", "it answers, no card was there");
    case Finding::CardRead:
        return say("读到了卡", "a card was read");
    case Finding::SlipPrinted:
        return say("打印了测试凭条", "a test slip was printed");
    case Finding::PagePrinted:
        return say("打印了测试页", "a test page was printed");
    case Finding::Answers:
        return say("应答正常", "it answers");
    case Finding::PictureTaken:
        return Text::plain(QStringLiteral("%1 × %2").arg(result.picture.width).arg(result.picture.height));
    }
    return {};
}

Text testNote(const TestResult& result)
{
    const double seconds = static_cast<double>(result.took.count()) / 1000;
    return Text::key(result.passed() ? QStringLiteral("maintenance.passed") : QStringLiteral("maintenance.failed"),
                     {{QStringLiteral("time"), ui::i18n::clockTime(result.at)},
                      {QStringLiteral("what"), findingOf(result)},
                      {QStringLiteral("took"), Text::plain(QString::number(seconds, 'f', 1))}});
}

Text levelNote(const ports::SupplyLevel& level)
{
    const bool isTray = level.sheets >= 0;
    return Text::key(isTray ? QStringLiteral("maintenance.sheets") : QStringLiteral("maintenance.percent"),
                     {{QStringLiteral("name"), same(level.name)},
                      {QStringLiteral("count"), Text::plain(QString::number(isTray ? level.sheets : level.percent))}});
}

Text aboutDevice(const ports::DeviceDetails& device)
{
    Text about = same(device.vendor.empty() || device.model.empty() ? device.vendor + device.model
                                                                    : device.vendor + ' ' + device.model);
    if (!device.firmware.empty())
        about = joined(about, Text::key(QStringLiteral("maintenance.firmware"),
                                        {{QStringLiteral("version"), same(device.firmware)}}));
    for (const auto& reason : device.reasons)
        about = joined(about, same(reason));
    for (const auto& level : device.levels)
        about = joined(about, levelNote(level));
    return about;
}

} // namespace

Text joined(const Text& first, const Text& second)
{
    if (first.isEmpty() || second.isEmpty())
        return first.isEmpty() ? second : first;
    return Text::key(QStringLiteral("maintenance.join"),
                     {{QStringLiteral("first"), first}, {QStringLiteral("second"), second}});
}

Text sentenceOf(const std::string& code)
{
    return code.empty() ? Text() : Text::sentence(QString::fromStdString(code));
}

Text deviceName(const std::string& name, const std::string& kind)
{
    static const std::map<std::string, Text> byKind{
        {"IdCardReader", say("身份证阅读器", "ID card reader")},
        {"ReceiptPrinter", say("凭条打印机", "Slip printer")},
        {"DocumentPrinter", say("A4 打印机", "A4 printer")},
        {"BarcodeReader", say("扫码器", "Code scanner")},
        {"PaymentTerminal", say("刷卡机", "Payment terminal")},
        {"Indicators", say("指示灯和传感器", "Lights and sensors")},
        {"Keypad", say("实体键盘", "Keypad")},
        {"BiometricReader", say("指纹仪", "Fingerprint reader")},
        {"CardReader", say("社保卡读卡器", "Chip card reader")},
    };
    if (const auto found = byKind.find(kind); found != byKind.end())
        return found->second;
    if (name == "face-camera")
        return say("面容摄像头", "Face camera");
    return name == "document-camera" ? say("高拍仪", "Document camera") : same(name);
}

ui::pages::DeviceRow deviceRow(const ports::DeviceDetails& device, const maintenance::DeviceTester& tester)
{
    auto [state, tone] = wordsOf(device.condition);
    if (!device.troubles.empty())
    {
        state = wordsOf(device.troubles.front());
        for (std::size_t i = 1; i < device.troubles.size(); ++i)
            state =
                Text::key(QStringLiteral("maintenance.list"),
                          {{QStringLiteral("first"), state}, {QStringLiteral("second"), wordsOf(device.troubles[i])}});
    }
    ui::pages::DeviceRow row;
    row.id = QString::fromStdString(device.name);
    row.name = deviceName(device.name, device.kind);
    row.tone = tone;
    row.state = state;
    row.testing = tester.running() == device.name;
    const auto tested = tester.results().find(device.name);
    row.note =
        tested == tester.results().end() ? aboutDevice(device) : joined(aboutDevice(device), testNote(tested->second));
    return row;
}

std::vector<ui::pages::Row> queueRows(const std::optional<ports::MachineHealth>& health)
{
    if (!health)
        return {{say("网关", "Gateway"), say("没有应答", "does not answer"), Tone::Bad}};
    const Text pending = numbered(QStringLiteral("maintenance.items"), health->pending);
    const Text oldest =
        Text::key(QStringLiteral("maintenance.oldest"), {{QStringLiteral("time"), ui::i18n::duration(health->oldest)}});
    const Text space =
        Text::key(QStringLiteral("maintenance.space"),
                  {{QStringLiteral("used"), ui::i18n::count((health->usedBytes + kMegabyte - 1) / kMegabyte)},
                   {QStringLiteral("budget"), ui::i18n::count(health->budgetBytes / kMegabyte)},
                   {QStringLiteral("free"), ui::i18n::count(health->freeBytes / kMegabyte)}});
    std::vector<ui::pages::Row> rows{
        {say("待上传", "To be sent"), health->pending > 0 ? joined(pending, oldest) : pending, Tone::Plain},
        {say("被退回，要人处理", "Refused, need a person"),
         numbered(QStringLiteral("maintenance.items"), health->parked), health->parked > 0 ? Tone::Bad : Tone::Plain},
        {say("占用空间", "Space taken"), space, Tone::Plain}};
    if (!health->accepting)
        rows.push_back(
            {say("收件", "New items"), say("存不下，不再收件", "cannot be kept, so none are taken"), Tone::Bad});
    return rows;
}

std::vector<ui::pages::Row> networkRows(const std::optional<ports::MachineHealth>& health, base::UtcTime now)
{
    std::vector<ui::pages::Row> rows;
    if (!health)
        return rows;
    const Text contact = health->lastContact
                             ? Text::key(QStringLiteral("maintenance.contact"),
                                         {{QStringLiteral("time"), ui::i18n::dayAndTime(*health->lastContact)}})
                             : say("还没有联系上过", "no contact so far");
    rows.push_back({say("平台", "Platform"),
                    joined(health->reachable ? say("连通", "reachable") : say("连不上", "not reachable"), contact),
                    health->reachable ? Tone::Good : Tone::Bad});
    if (!health->reachable && !health->lastProblem.empty())
        rows.push_back({say("原因", "Reason"), sentenceOf(health->lastProblem), Tone::Plain});
    if (health->certificateUntil)
        rows.push_back({say("本机证书有效到", "Machine certificate until"), ui::i18n::day(*health->certificateUntil),
                        *health->certificateUntil <= now                      ? Tone::Bad
                        : *health->certificateUntil - now <= kCertificateSoon ? Tone::Wait
                                                                              : Tone::Plain});
    const auto tenths = health->clockOffset.count() / 100; // whole, so that no -0.0 is shown
    const ui::i18n::Text::Arg offset{QStringLiteral("n"),
                                     Text::plain(QString::number(static_cast<double>(tenths) / 10, 'f', 1))};
    rows.push_back({say("本机时间", "Machine time"), ui::i18n::dayAndTime(now), Tone::Plain});
    rows.push_back({say("和平台核对", "Held against the platform"),
                    Text::key(health->clockTrusted ? QStringLiteral("maintenance.clockRight")
                                                   : QStringLiteral("maintenance.clockUnsure"),
                              {offset}),
                    health->clockTrusted ? Tone::Good : Tone::Wait});
    return rows;
}

} // namespace banshi::app::pages
