// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_canvas.h"

#include <cairo-pdf.h>

namespace banshi::city
{

namespace
{

constexpr double kA4Width = 210 * kMm;
constexpr double kA4Height = 297 * kMm;
constexpr const char* kFamilies = "Noto Serif CJK SC,Noto Sans CJK SC,HanaMinA,HanaMinB,BabelStone Han";

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

PdfCanvas::PdfCanvas(const std::string& title)
    : m_surface(cairo_pdf_surface_create_for_stream(append, &m_bytes, kA4Width, kA4Height), cairo_surface_destroy),
      m_cairo(cairo_create(m_surface.get()), cairo_destroy)
{
    cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
}

PdfCanvas::Layout PdfCanvas::set(const std::string& text, const TextStyle& style)
{
    Layout layout(pango_cairo_create_layout(m_cairo.get()), g_object_unref);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, kFamilies);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (style.width > 0)
        pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.align);
    pango_layout_set_indent(layout.get(), static_cast<int>(style.indent * PANGO_SCALE));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    m_missing += pango_layout_get_unknown_glyphs_count(layout.get());
    return layout;
}

double PdfCanvas::heightOf(const Layout& layout)
{
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

void PdfCanvas::put(const Layout& layout, double x, double y)
{
    cairo_set_source_rgb(m_cairo.get(), 0, 0, 0);
    cairo_move_to(m_cairo.get(), x, y);
    pango_cairo_show_layout(m_cairo.get(), layout.get());
}

void PdfCanvas::rule(double x, double y, double width)
{
    cairo_set_source_rgb(m_cairo.get(), 0, 0, 0);
    cairo_set_line_width(m_cairo.get(), 0.5);
    cairo_move_to(m_cairo.get(), x, y);
    cairo_line_to(m_cairo.get(), x + width, y);
    cairo_stroke(m_cairo.get());
}

void PdfCanvas::nextPage()
{
    cairo_show_page(m_cairo.get());
}

std::string PdfCanvas::finish()
{
    cairo_surface_finish(m_surface.get());
    const bool isGood = cairo_status(m_cairo.get()) == CAIRO_STATUS_SUCCESS &&
                        cairo_surface_status(m_surface.get()) == CAIRO_STATUS_SUCCESS;
    return isGood ? std::move(m_bytes) : std::string();
}

} // namespace banshi::city
