// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/paper.h"

#include <cairo.h>
#include <memory>
#include <pango/pangocairo.h>

namespace banshi::drivers::virtual_receipt
{

namespace
{

constexpr int kSide = 32;   // 4 mm that the head does not reach, left and right
constexpr int kTop = 40;    // above the first line
constexpr int kBottom = 24; // below the cut
constexpr int kTooth = 8;   // the knife's teeth
constexpr const char* kFont = "Noto Sans Mono CJK SC, Noto Sans CJK SC";

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Context = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;
using Layout = std::unique_ptr<void, void (*)(gpointer)>;

// White thermal paper with a toothed lower edge on a grey ground.
void drawPaper(cairo_t* cairo, int width, int height)
{
    cairo_set_source_rgb(cairo, 0.85, 0.85, 0.84);
    cairo_paint(cairo);
    const double edge = height - 2 * kTooth;
    cairo_move_to(cairo, 0, 0);
    cairo_line_to(cairo, width, 0);
    cairo_line_to(cairo, width, edge);
    for (int x = width; x > 0; x -= 2 * kTooth)
    {
        cairo_line_to(cairo, x - kTooth, edge + kTooth);
        cairo_line_to(cairo, x - 2 * kTooth, edge);
    }
    cairo_close_path(cairo);
    cairo_set_source_rgb(cairo, 0.985, 0.98, 0.965);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0.09, 0.09, 0.11);
}

void drawGlyph(cairo_t* cairo, PangoLayout* layout, const Glyph& glyph)
{
    const bool wide = glyph.utf8.size() > 1;
    const double scaleX = glyph.width / static_cast<double>(wide ? 2 * kCellWidth : kCellWidth);
    const double scaleY = glyph.height / static_cast<double>(kCellHeight);
    pango_layout_set_text(layout, glyph.utf8.c_str(), -1);
    PangoRectangle extents{};
    pango_layout_get_pixel_extents(layout, nullptr, &extents);
    const double base = static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
    cairo_save(cairo);
    cairo_translate(cairo, kSide + glyph.x, kTop + glyph.y);
    cairo_scale(cairo, scaleX, scaleY);
    // The face's baseline lies at 21 of 24 dots.
    cairo_move_to(cairo, ((wide ? 2 * kCellWidth : kCellWidth) - extents.width) / 2.0, 21 - base);
    pango_cairo_show_layout(cairo, layout);
    if (glyph.bold) // thermal heads embolden by printing once more, one dot to the right
    {
        cairo_rel_move_to(cairo, 1, 0);
        pango_cairo_show_layout(cairo, layout);
    }
    cairo_restore(cairo);
}

void drawDots(cairo_t* cairo, const Picture& picture)
{
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.widthBytes * 8; ++x)
            if ((picture.bits[static_cast<std::size_t>(y * picture.widthBytes + x / 8)] & (0x80 >> (x % 8))) != 0)
                cairo_rectangle(cairo, kSide + picture.x + x, kTop + picture.y + y, 1, 1);
    cairo_fill(cairo);
}

} // namespace

bool Paper::writePng(const std::string& path) const
{
    const int width = kHeadDots + 2 * kSide;
    const int height = kTop + length + kBottom;
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy);
    const Context cairo(cairo_create(surface.get()), cairo_destroy);
    drawPaper(cairo.get(), width, height);
    const Layout layout(pango_cairo_create_layout(cairo.get()), g_object_unref);
    auto* text = static_cast<PangoLayout*>(layout.get());
    PangoFontDescription* font = pango_font_description_from_string(kFont);
    pango_font_description_set_absolute_size(font, kCellHeight * PANGO_SCALE);
    pango_layout_set_font_description(text, font);
    pango_font_description_free(font);
    for (const auto& glyph : glyphs)
        if (glyph.utf8 != " ")
            drawGlyph(cairo.get(), text, glyph);
    cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_NONE);
    for (const auto& picture : pictures)
        drawDots(cairo.get(), picture);
    const std::string fresh = path + ".new";
    return cairo_surface_write_to_png(surface.get(), fresh.c_str()) == CAIRO_STATUS_SUCCESS &&
           std::rename(fresh.c_str(), path.c_str()) == 0;
}

} // namespace banshi::drivers::virtual_receipt
