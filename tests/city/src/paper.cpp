// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/paper.h"

#include "pdf_canvas.h"

#include <fmt/core.h>
#include <functional>

namespace banshi::city
{

namespace
{

constexpr double kLeft = 25 * kMm;
constexpr double kWidth = 160 * kMm;
constexpr double kTop = 25 * kMm;
constexpr double kBottom = 268 * kMm;
constexpr double kFoot = 274 * kMm;
constexpr const char* kSpecimen =
    "测试平台出具的样张，没有法律效力　Specimen issued by a test platform, without legal effect";

/// One thing on the paper that is never cut by a page's end.
struct Block
{
    double height;
    std::function<void(double y)> draw;
    bool isRow = false;
};

class Composer
{
public:
    explicit Composer(const PaperText& text) : m_text(text), m_canvas(text.title) {}

    base::Result<Paper, PaperError> compose()
    {
        addHead();
        addTable();
        addEnd();
        const auto pages = pack();
        for (std::size_t page = 0; page < pages.size(); ++page)
            drawPage(pages[page], page + 1, pages.size());
        const int missing = m_canvas.missing();
        Paper paper{m_canvas.finish(), static_cast<int>(pages.size())};
        if (missing > 0)
            return base::fail(PaperCode::MissingGlyph, fmt::format("{} characters have no glyph", missing),
                              base::Retry::NeedsAttendant);
        if (paper.pdf.empty() || !m_isWhole)
            return base::fail(PaperCode::CannotDraw, "Cairo or the QR encoder failed");
        return paper;
    }

private:
    void addText(const std::string& text, TextStyle style, double after)
    {
        style.width = kWidth;
        const auto layout = m_canvas.set(text, style);
        m_blocks.push_back(
            {PdfCanvas::heightOf(layout) + after, [this, layout](double y) { m_canvas.put(layout, kLeft, y); }});
    }

    void addHead()
    {
        addText(m_text.title, {.size = 24, .bold = true, .align = PANGO_ALIGN_CENTER}, 2 * kMm);
        addText(m_text.titleEn, {.size = 12, .align = PANGO_ALIGN_CENTER}, 6 * kMm);
        addText("编号 No.：" + m_text.serial, {.size = 11, .align = PANGO_ALIGN_RIGHT}, 6 * kMm);
        for (const auto& [label, value] : m_text.facts)
            addText(label + "：" + value, {.size = 13}, 2.5 * kMm);
        for (const auto& paragraph : m_text.paragraphs)
            addText(paragraph, {.size = 13, .indent = 26}, 4 * kMm);
    }

    Block row(const std::vector<std::string>& cells, bool isHead)
    {
        std::vector<PdfCanvas::Layout> layouts;
        const double column = kWidth / static_cast<double>(cells.size());
        for (const auto& cell : cells)
            layouts.push_back(
                m_canvas.set(cell, {.size = 10.5, .width = column, .bold = isHead, .align = PANGO_ALIGN_CENTER}));
        constexpr double kRowHeight = 6.5 * kMm;
        return {kRowHeight,
                [this, layouts, column](double y) {
                    for (std::size_t i = 0; i < layouts.size(); ++i)
                        m_canvas.put(layouts[i], kLeft + static_cast<double>(i) * column, y + 0.8 * kMm);
                    m_canvas.rule(kLeft, y + kRowHeight, kWidth);
                },
                true};
    }

    void addTable()
    {
        if (m_text.tableHead.empty())
            return;
        m_head = row(m_text.tableHead, true);
        m_blocks.push_back(m_head);
        for (const auto& cells : m_text.tableRows)
            m_blocks.push_back(row(cells, false));
    }

    /// Verification on the left; issuer, day and seal on the right.
    void addEnd()
    {
        const auto check = m_canvas.set(
            fmt::format("查验码 {}\n{}\n扫码查验真伪　Scan to verify", m_text.verifyCode, m_text.licenceId),
            {.size = 8, .width = 95 * kMm});
        const auto issuer = m_canvas.set(m_text.issuer + "\n" + m_text.day,
                                         {.size = 13, .width = 60 * kMm, .align = PANGO_ALIGN_CENTER});
        m_blocks.push_back({62 * kMm, [this, check, issuer](double y) {
                                m_isWhole = drawQrCode(m_canvas, kLeft, y + 12 * kMm, 28 * kMm, m_text.verifyUrl);
                                m_canvas.put(check, kLeft, y + 43 * kMm);
                                drawSeal(m_canvas, kLeft + 130 * kMm, y + 30 * kMm, 20 * kMm, m_text.issuer);
                                m_canvas.put(issuer, kLeft + 100 * kMm, y + 24 * kMm);
                            }});
    }

    std::vector<std::vector<Block>> pack() const
    {
        std::vector<std::vector<Block>> pages(1);
        double y = kTop;
        for (const auto& block : m_blocks)
        {
            if (y + block.height > kBottom && !pages.back().empty())
            {
                pages.emplace_back();
                y = kTop;
                if (block.isRow)
                {
                    pages.back().push_back(m_head);
                    y += m_head.height;
                }
            }
            pages.back().push_back(block);
            y += block.height;
        }
        return pages;
    }

    void drawPage(const std::vector<Block>& blocks, std::size_t number, std::size_t count)
    {
        double y = kTop;
        for (const auto& block : blocks)
        {
            block.draw(y);
            y += block.height;
        }
        const auto foot =
            m_canvas.set(fmt::format("{}\n{}　第 {} 页，共 {} 页", kSpecimen, m_text.serial, number, count),
                         {.size = 8, .width = kWidth, .align = PANGO_ALIGN_CENTER});
        m_canvas.put(foot, kLeft, kFoot);
        m_canvas.nextPage();
    }

    const PaperText& m_text;
    PdfCanvas m_canvas;
    std::vector<Block> m_blocks;
    Block m_head{};
    bool m_isWhole = true;
};

} // namespace

base::Result<Paper, PaperError> drawPaper(const PaperText& text)
{
    return Composer(text).compose();
}

} // namespace banshi::city
