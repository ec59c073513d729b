// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <memory>
#include <pango/pangocairo.h>
#include <string>

namespace banshi::city
{

/// PDF points in a millimetre.
inline constexpr double kMm = 72.0 / 25.4;

/// How a text is set. Sizes and widths in points.
struct TextStyle
{
    double size = 12;
    double width = 0; ///< 0: as wide as the text is
    bool bold = false;
    PangoAlignment align = PANGO_ALIGN_LEFT;
    double indent = 0;
};

/// An A4 PDF in memory that texts and shapes are drawn on, page by page. Threads: one at a time.
class PdfCanvas
{
public:
    explicit PdfCanvas(const std::string& title);

    using Layout = std::shared_ptr<PangoLayout>;
    /// Sets a text; characters that no font has are counted in missing().
    [[nodiscard]] Layout set(const std::string& text, const TextStyle& style);
    /// Height of a set text in points.
    [[nodiscard]] static double heightOf(const Layout& layout);
    /// Puts a set text with its upper left corner at (x, y).
    void put(const Layout& layout, double x, double y);
    /// A thin line.
    void rule(double x, double y, double width);
    void nextPage();
    [[nodiscard]] cairo_t* cairo() const { return m_cairo.get(); }
    /// How many characters had no glyph.
    [[nodiscard]] int missing() const { return m_missing; }
    /// Ends the document; empty when Cairo failed.
    [[nodiscard]] std::string finish();

private:
    std::string m_bytes;
    std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> m_surface;
    std::unique_ptr<cairo_t, decltype(&cairo_destroy)> m_cairo;
    int m_missing = 0;
};

/// The red round seal with its star and the issuer's name around the rim, as outlines: it is a picture, not text.
void drawSeal(PdfCanvas& canvas, double centreX, double centreY, double radius, const std::string& ring);

/// A QR code (level M) as filled squares; false when the text does not fit.
[[nodiscard]] bool drawQrCode(PdfCanvas& canvas, double x, double y, double side, const std::string& text);

} // namespace banshi::city
