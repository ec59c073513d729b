// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/raster.h"

#include <cairo.h>
#include <memory>
#include <pango/pangocairo.h>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

constexpr int kCellWidth = 12;
constexpr int kCellHeight = 24;
constexpr int kBaseline = 21; // of 24 dots
constexpr std::uint8_t kBlack = 128;
constexpr const char* kFont = "Noto Sans Mono CJK SC, Noto Sans CJK SC, HanaMinB, Sans";

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Context = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;
using Layout = std::unique_ptr<PangoLayout, void (*)(gpointer)>;

Layout makeLayout(cairo_t* cairo, bool bold)
{
    Layout layout(pango_cairo_create_layout(cairo), g_object_unref);
    PangoFontDescription* font = pango_font_description_from_string(kFont);
    pango_font_description_set_absolute_size(font, kCellHeight * PANGO_SCALE);
    if (bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    return layout;
}

void drawLine(cairo_t* cairo, const PrintLine& line, int columns)
{
    const Layout layout = makeLayout(cairo, line.bold);
    const int room = columns - cellsOf(line.characters) * line.size;
    int cell = line.align == sdk::Align::Left ? 0 : line.align == sdk::Align::Center ? room / 2 : room;
    for (const auto& character : line.characters)
    {
        pango_layout_set_text(layout.get(), utf8Of({character}).c_str(), -1);
        PangoRectangle extents{};
        pango_layout_get_pixel_extents(layout.get(), nullptr, &extents);
        const double baseline = static_cast<double>(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
        cairo_save(cairo);
        cairo_translate(cairo, cell * kCellWidth, 0);
        cairo_scale(cairo, line.size, line.size);
        cairo_move_to(cairo, (character.cells * kCellWidth - extents.width) / 2.0, kBaseline - baseline);
        pango_cairo_show_layout(cairo, layout.get());
        cairo_restore(cairo);
        cell += character.cells * line.size;
    }
}

// Some heads act on DLE sequences inside a picture: one white dot is the lesser evil.
void breakRealTimeCommands(std::vector<std::uint8_t>& bits)
{
    for (std::size_t i = 0; i + 1 < bits.size(); ++i)
        if (bits[i] == 0x10 && (bits[i + 1] == 0x04 || bits[i + 1] == 0x05 || bits[i + 1] == 0x14))
            bits[i] = 0;
}

} // namespace

Bitmap rasterise(const PrintLine& line, int columns, int height)
{
    const int width = columns * kCellWidth;
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height), cairo_surface_destroy);
    const Context cairo(cairo_create(surface.get()), cairo_destroy);
    drawLine(cairo.get(), line, columns);
    cairo_surface_flush(surface.get());

    Bitmap bitmap{width / 8, height, {}};
    bitmap.bits.resize(static_cast<std::size_t>(bitmap.widthBytes) * static_cast<std::size_t>(height));
    const unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < bitmap.widthBytes * 8; ++x)
            if (pixels[y * stride + x] >= kBlack)
                bitmap.bits[static_cast<std::size_t>(y * bitmap.widthBytes + x / 8)] |=
                    static_cast<std::uint8_t>(0x80 >> (x % 8));
    breakRealTimeCommands(bitmap.bits);
    return bitmap;
}

} // namespace banshi::drivers::plugins::receipt_escpos
