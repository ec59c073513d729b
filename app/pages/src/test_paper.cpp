// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/test_paper.h"

#include "banshi/ui/i18n/format.h"
#include "banshi/ui/i18n/translator.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace banshi::app::pages
{

namespace
{

using ports::SlipLine;

constexpr int kResolution = 300; // dots per inch
constexpr double kDotsPerMm = kResolution / 25.4;

int dots(double mm)
{
    return static_cast<int>(mm * kDotsPerMm);
}

QString chinese(base::UtcTime at)
{
    return ui::i18n::Translator().words(ui::i18n::dayAndTime(at), ui::i18n::Language::Chinese);
}

ports::SlipText slip(const std::string& site, const std::string& deviceId, base::UtcTime at)
{
    const auto text = [](std::string words, int size, bool centred) {
        return SlipLine{SlipLine::Kind::Text, std::move(words), {}, size, size > 1, centred};
    };
    const auto pair = [](std::string left, std::string right) {
        return SlipLine{SlipLine::Kind::Pair, std::move(left), std::move(right), 1, false, false};
    };
    return {text(site, 1, true),
            text("测试凭条", 2, true),
            {SlipLine::Kind::Rule, {}, {}, 1, false, false},
            text("汉字 龘 小 𠮷 · Latin ABC xyz 0123456789", 1, false),
            {SlipLine::Kind::Qr, "BANSHI-TEST " + deviceId, {}, 1, false, true},
            pair("时间", chinese(at).toStdString()),
            pair("机号", deviceId),
            text("维护人员打印，不作凭证。", 1, false)};
}

void writeWords(QPainter& painter, int y, double mm, const QString& words)
{
    QFont font = painter.font();
    font.setPixelSize(dots(mm));
    painter.setFont(font);
    painter.drawText(dots(20), y, words);
}

void paintPage(QPainter& painter, const QString& site, const QString& deviceId, base::UtcTime at)
{
    const QRect page(0, 0, dots(210), dots(297));
    painter.setPen(QPen(Qt::black, dots(0.3)));
    const int edge = dots(10);
    painter.drawRect(page.adjusted(edge, edge, -edge, -edge));
    painter.setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
    writeWords(painter, dots(40), 10, QStringLiteral("测试页 · Test page"));
    writeWords(painter, dots(58), 5, site);
    writeWords(painter, dots(68), 5, QStringLiteral("机号 Machine ") + deviceId);
    writeWords(painter, dots(78), 5, QStringLiteral("时间 Time ") + chinese(at));
    writeWords(painter, dots(98), 2.5,
               QStringLiteral("汉字 龘 小 国 · ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"));
    constexpr int kSteps = 11;
    for (int step = 0; step < kSteps; ++step)
    {
        const int grey = 255 * step / (kSteps - 1);
        painter.fillRect(QRect(dots(20 + 15.0 * step), dots(115), dots(15), dots(25)), QColor(grey, grey, grey));
    }
    for (int line = 0; line < kSteps; ++line)
    {
        painter.setPen(QPen(Qt::black, dots(0.1 + 0.1 * line)));
        painter.drawLine(dots(20), dots(155 + 6.0 * line), dots(185), dots(155 + 6.0 * line));
    }
}

base::SecretBytes page(const std::string& site, const std::string& deviceId, base::UtcTime at)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        QPainter painter(&writer);
        paintPage(painter, QString::fromStdString(site), QString::fromStdString(deviceId), at);
    }
    return base::SecretBytes(
        std::string_view(buffer.data().constData(), static_cast<std::size_t>(buffer.data().size())));
}

} // namespace

maintenance::TestPaper testPaper(std::string site, std::string deviceId)
{
    auto slipOf = [site, deviceId](base::UtcTime at) { return slip(site, deviceId, at); };
    auto pageOf = [site = std::move(site), deviceId = std::move(deviceId)](base::UtcTime at) {
        return page(site, deviceId, at);
    };
    return {std::move(slipOf), std::move(pageOf)};
}

} // namespace banshi::app::pages
