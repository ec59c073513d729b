// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/print_head.h"

#include <algorithm>
#include <array>
#include <iconv.h>
#include <memory>
#include <qrencode.h>
#include <type_traits>
#include <utility>

namespace banshi::drivers::virtual_receipt
{

namespace
{

constexpr int kFeedToKnife = 96; // 12 mm between head and knife

template <class... Handlers>
struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

} // namespace

std::string glyphFor(std::span<const std::uint8_t> code)
{
    if (code.size() == 1)
        return code[0] < 0x7f ? std::string(1, static_cast<char>(code[0])) : "□";
    const std::unique_ptr<void, int (*)(iconv_t)> converter(iconv_open("UTF-8", "GBK"), iconv_close);
    std::array<char, 2> in{static_cast<char>(code[0]), static_cast<char>(code[1])};
    std::array<char, 8> out{};
    char* from = in.data();
    char* to = out.data();
    std::size_t fromLeft = in.size();
    std::size_t toLeft = out.size();
    if (iconv(converter.get(), &from, &fromLeft, &to, &toLeft) != 0 || fromLeft != 0)
        return "□";
    return std::string(out.data(), to);
}

bool PrintHead::execute(const Command& command)
{
    const int before = m_paper.length;
    std::visit(Overloaded{
                   [this](const Text& text) { put(text.bytes); },
                   [this](const LineFeed&) { endLine(); },
                   [this](const Initialise&) { reset(); },
                   [this](const KanjiMode& mode) { m_style.kanji = mode.on; },
                   [this](const Bold& bold) { m_style.bold = bold.on; },
                   [this](const Size& size) {
                       m_style.width = size.width;
                       m_style.height = size.height;
                   },
                   [this](const Justify& justify) { m_style.justify = justify.where; },
                   [this](const LineSpacing& spacing) { m_style.spacing = spacing.dots; },
                   [this](const FeedLines& lines) {
                       endLine();
                       feed((lines.lines - 1) * m_style.spacing);
                   },
                   [this](const FeedDots& dots) {
                       if (!m_line.empty())
                           endLine();
                       feed(dots.dots);
                   },
                   [this](const Cut& cut) { feed(cut.feedFirst ? kFeedToKnife : 0); },
                   [](const AskStatus&) {},
                   [](const StatusBack&) {},
                   [](const EchoId&) {},
                   [this](const QrFunction& function) { qr(function); },
                   [this](const RasterImage& raster) { image(raster); },
                   [](const Unknown&) {},
               },
               command);
    return m_paper.length != before;
}

Paper PrintHead::takePaper()
{
    return std::exchange(m_paper, {});
}

void PrintHead::reset()
{
    m_style = {};
    m_qr = {};
    m_line.clear();
}

void PrintHead::put(const Bytes& text)
{
    for (std::size_t i = 0; i < text.size();)
    {
        const std::size_t size = m_style.kanji && text[i] >= 0x81 && i + 1 < text.size() ? 2 : 1;
        Glyph glyph;
        glyph.utf8 = glyphFor(std::span(text).subspan(i, size));
        glyph.width = kCellWidth * static_cast<int>(size) * m_style.width;
        glyph.height = kCellHeight * m_style.height;
        glyph.bold = m_style.bold;
        if (!m_line.empty())
            glyph.x = m_line.back().x + m_line.back().width;
        if (glyph.x + glyph.width > kHeadDots)
        {
            endLine();
            glyph.x = 0;
        }
        m_line.push_back(std::move(glyph));
        i += size;
    }
}

int PrintHead::left(int width) const
{
    const int room = std::max(0, kHeadDots - width);
    return m_style.justify == 0 ? 0 : m_style.justify == 1 ? room / 2 : room;
}

void PrintHead::endLine()
{
    int tallest = 0;
    const int width = m_line.empty() ? 0 : m_line.back().x + m_line.back().width;
    for (const auto& glyph : m_line)
        tallest = std::max(tallest, glyph.height);
    for (auto& glyph : m_line)
    {
        glyph.x += left(width);
        glyph.y = m_paper.length + (tallest - glyph.height);
        m_paper.glyphs.push_back(std::move(glyph));
    }
    m_line.clear();
    feed(std::max(tallest, m_style.spacing));
}

void PrintHead::image(const RasterImage& raster)
{
    if (!m_line.empty())
        endLine();
    m_paper.pictures.push_back(
        {left(raster.widthBytes * 8), m_paper.length, raster.widthBytes, raster.rows, raster.bits, {}});
    feed(raster.rows);
}

void PrintHead::qr(const QrFunction& command)
{
    if (command.function == 67 && !command.data.empty())
        m_qr.module = std::clamp<int>(command.data[0], 1, 16);
    else if (command.function == 69 && !command.data.empty())
        m_qr.level = std::clamp<int>(command.data[0], 48, 51);
    else if (command.function == 80 && command.data.size() > 1)
        m_qr.data.assign(command.data.begin() + 1, command.data.end());
    if (command.function != 81 || m_qr.data.empty())
        return;
    static constexpr QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeData(static_cast<int>(m_qr.data.size()), m_qr.data.data(), 0, levels[m_qr.level - 48]),
        QRcode_free);
    if (!code)
        return; // more data than any symbol holds: the device prints nothing
    const int dots = code->width * m_qr.module;
    Picture picture{left(dots), m_paper.length, (dots + 7) / 8, dots, {}, {m_qr.data.begin(), m_qr.data.end()}};
    picture.bits.resize(static_cast<std::size_t>(picture.widthBytes) * static_cast<std::size_t>(dots));
    for (int y = 0; y < dots; ++y)
        for (int x = 0; x < dots; ++x)
            if ((code->data[y / m_qr.module * code->width + x / m_qr.module] & 1) != 0)
                picture.bits[static_cast<std::size_t>(y * picture.widthBytes + x / 8)] |=
                    static_cast<std::uint8_t>(0x80 >> (x % 8));
    m_paper.pictures.push_back(std::move(picture));
    feed(dots);
}

} // namespace banshi::drivers::virtual_receipt
