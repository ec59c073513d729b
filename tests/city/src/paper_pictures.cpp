// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_canvas.h"

#include "banshi/queue/contract/utf8.h"

#include <cmath>
#include <numbers>
#include <qrencode.h>

namespace banshi::city
{

namespace
{

constexpr double kPi = std::numbers::pi;

void star(cairo_t* cairo, double centreX, double centreY, double radius)
{
    constexpr double kInner = 0.382; // of a regular five-pointed star
    for (int point = 0; point < 10; ++point)
    {
        const double angle = -kPi / 2 + point * kPi / 5;
        const double reach = point % 2 == 0 ? radius : radius * kInner;
        cairo_line_to(cairo, centreX + reach * std::cos(angle), centreY + reach * std::sin(angle));
    }
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

/// One character of the ring: upright at the top, its foot towards the centre.
void ringCharacter(PdfCanvas& canvas, const std::string& character, double angle, double reach, double size)
{
    cairo_t* cairo = canvas.cairo();
    const auto layout = canvas.set(character, {.size = size, .bold = true});
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    cairo_save(cairo);
    cairo_rotate(cairo, angle);
    cairo_translate(cairo, -static_cast<double>(width) / PANGO_SCALE / 2,
                    -reach - static_cast<double>(height) / PANGO_SCALE / 2);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_layout_path(cairo, layout.get());
    cairo_fill(cairo);
    cairo_restore(cairo);
}

} // namespace

void drawSeal(PdfCanvas& canvas, double centreX, double centreY, double radius, const std::string& ring)
{
    cairo_t* cairo = canvas.cairo();
    cairo_save(cairo);
    cairo_set_source_rgba(cairo, 0.80, 0.06, 0.06, 0.86);
    cairo_set_line_width(cairo, radius * 0.06);
    cairo_new_path(cairo);
    cairo_arc(cairo, centreX, centreY, radius, 0, 2 * kPi);
    cairo_stroke(cairo);
    star(cairo, centreX, centreY, radius * 0.30);
    cairo_translate(cairo, centreX, centreY);
    const auto characters = queue::contract::decodeUtf8(ring).value_or(U"");
    const double count = static_cast<double>(characters.size());
    const double step = std::min(0.42, 4.2 / std::max(count, 1.0));
    double angle = -step * (count - 1) / 2;
    for (const char32_t character : characters)
    {
        ringCharacter(canvas, queue::contract::encodeUtf8({&character, 1}), angle, radius * 0.74, radius * 0.27);
        angle += step;
    }
    cairo_restore(cairo);
}

bool drawQrCode(PdfCanvas& canvas, double x, double y, double side, const std::string& text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                               QRcode_free);
    if (!code)
        return false;
    const double module = side / code->width;
    cairo_t* cairo = canvas.cairo();
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if ((code->data[row * code->width + column] & 1U) != 0)
                cairo_rectangle(cairo, x + column * module, y + row * module, module, module);
    cairo_fill(cairo);
    return true;
}

} // namespace banshi::city
