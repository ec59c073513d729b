// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"

#include "banshi/drivers/plugins/receipt_escpos/layout.h"
#include "banshi/drivers/plugins/receipt_escpos/raster.h"

#include <algorithm>
#include <initializer_list>
#include <type_traits>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

constexpr int kPitch = 34;       // dots from line to line at size 1
constexpr int kDoublePitch = 60; // and at size 2
constexpr int kQuietZone = 16;   // dots below a QR code
constexpr std::size_t kLongestQr = 500;
constexpr std::size_t kShortQr = 120; // up to here modules of 0.75 mm fit on the narrow paper

class Encoder
{
public:
    explicit Encoder(const HeadFormat& format) : m_format(format) {}

    void start(bool cutFirst);
    void add(const sdk::TextLine& text) { addAll(breakText(text, m_format.columns)); }
    void add(const sdk::PairLine& pair) { addAll(setPair(pair, m_format.columns)); }
    void add(const sdk::RuleLine&);
    void add(const sdk::QrLine& qr);
    void add(const sdk::FeedLine& feed) { put({0x1b, 0x64, static_cast<std::uint8_t>(std::clamp(feed.lines, 1, 40))}); }
    void cut() { put({0x1d, 0x56, 0x42, 0x00}); }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    void put(std::initializer_list<std::uint8_t> bytes) { m_bytes.insert(m_bytes.end(), bytes); }
    void addAll(const std::vector<PrintLine>& lines)
    {
        for (const auto& line : lines)
            addLine(line);
    }
    void addLine(const PrintLine& line);
    void addPicture(const PrintLine& line, int pitch);
    void qrFunction(std::uint8_t function, std::initializer_list<std::uint8_t> parameters,
                    const std::string& data = {});

    const HeadFormat& m_format;
    std::vector<std::uint8_t> m_bytes;
};

void Encoder::start(bool cutFirst)
{
    put({0x1b, 0x40});
    m_bytes.insert(m_bytes.end(), kNoStatusBack.begin(), kNoStatusBack.end());
    if (cutFirst)
        cut();
    put({0x1c, 0x26});
    put({0x1b, 0x33, kPitch});
}

void Encoder::add(const sdk::RuleLine&)
{
    PrintLine line;
    line.characters.assign(static_cast<std::size_t>(m_format.columns / 2), Character{U"─", 2});
    addLine(line);
}

void Encoder::addLine(const PrintLine& line)
{
    const int pitch = line.size == 1 ? kPitch : kDoublePitch;
    std::vector<std::uint8_t> text;
    for (const auto& character : line.characters)
    {
        const auto bytes = encode(character, m_format.charset);
        if (!bytes)
            return addPicture(line, pitch);
        text.insert(text.end(), bytes->begin(), bytes->end());
    }
    const bool large = line.size == 2;
    if (large)
        put({0x1d, 0x21, 0x11, 0x1b, 0x33, kDoublePitch});
    if (line.bold)
        put({0x1b, 0x45, 0x01});
    if (line.align != sdk::Align::Left)
        put({0x1b, 0x61, static_cast<std::uint8_t>(line.align == sdk::Align::Center ? 1 : 2)});
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    put({0x0a});
    if (line.align != sdk::Align::Left)
        put({0x1b, 0x61, 0x00});
    if (line.bold)
        put({0x1b, 0x45, 0x00});
    if (large)
        put({0x1d, 0x21, 0x00, 0x1b, 0x33, kPitch});
}

void Encoder::addPicture(const PrintLine& line, int pitch)
{
    const Bitmap picture = rasterise(line, m_format.columns, pitch);
    put({0x1d, 0x76, 0x30, 0x00, static_cast<std::uint8_t>(picture.widthBytes), 0x00,
         static_cast<std::uint8_t>(picture.rows), 0x00});
    m_bytes.insert(m_bytes.end(), picture.bits.begin(), picture.bits.end());
}

void Encoder::qrFunction(std::uint8_t function, std::initializer_list<std::uint8_t> parameters, const std::string& data)
{
    const std::size_t size = 2 + parameters.size() + data.size();
    put({0x1d, 0x28, 0x6b, static_cast<std::uint8_t>(size & 0xff), static_cast<std::uint8_t>(size >> 8), 0x31,
         function});
    put(parameters);
    m_bytes.insert(m_bytes.end(), data.begin(), data.end());
}

void Encoder::add(const sdk::QrLine& qr)
{
    const std::uint8_t module = qr.data.size() <= kShortQr ? 6 : m_format.columns >= 48 ? 5 : 4;
    put({0x1b, 0x61, 0x01});
    qrFunction(65, {0x32, 0x00});
    qrFunction(67, {module});
    qrFunction(69, {0x31}); // level M
    qrFunction(80, {0x30}, qr.data);
    qrFunction(81, {0x30});
    put({0x1b, 0x61, 0x00, 0x1b, 0x4a, kQuietZone});
}

bool isPrintableQr(const sdk::SlipLine& line)
{
    const auto* qr = std::get_if<sdk::QrLine>(&line);
    if (qr == nullptr)
        return true;
    return !qr->data.empty() && qr->data.size() <= kLongestQr &&
           std::ranges::all_of(qr->data, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

} // namespace

sdk::Outcome<std::vector<std::uint8_t>> encodeSlip(const sdk::Slip& slip, const HeadFormat& format, bool cutFirst)
{
    if (!std::ranges::all_of(slip.lines, isPrintableQr))
        return sdk::failure(sdk::ErrorCode::InvalidData, "a QR code is empty, too long or holds control characters");
    Encoder encoder(format);
    encoder.start(cutFirst);
    for (const auto& line : slip.lines)
        std::visit([&encoder](const auto& content) { encoder.add(content); }, line);
    encoder.cut();
    return encoder.take();
}

} // namespace banshi::drivers::plugins::receipt_escpos
