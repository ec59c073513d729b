// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QAbstractButton>

namespace banshi::ui::widgets
{

/// How much a button wants to be pressed.
enum class ButtonKind
{
    Main,   ///< the one main act of a page: filled
    Second, ///< outlined in the primary colour; filled when selected
    Quiet,  ///< outlined in the line's colour
    Key,    ///< a key of the keyboards
};

/// A button in millimetres; acts when the finger is lifted inside it. Threads: GUI thread.
class Button : public QAbstractButton, public Readable
{
    Q_OBJECT

public:
    /// `name` becomes the objectName.
    Button(const Look& look, ButtonKind kind, const QString& name, QWidget* parent = nullptr);

    void setLabel(const i18n::Text& label);
    /// A smaller second line.
    void setDetail(const i18n::Text& detail);
    /// A character before (with a label: above) the words.
    void setSign(const QString& sign);
    void setSelected(bool isSelected);
    [[nodiscard]] bool isSelected() const { return m_isSelected; }
    void setKind(ButtonKind kind);
    /// Least height in mm; 20 unless told.
    void setLeastHeight(double mm);
    void setRole(theme::Role role);
    /// Room beside the words in mm.
    void setPadding(double mm);
    [[nodiscard]] QString words() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line;
    struct Paints;
    [[nodiscard]] std::vector<Line> lines(int width) const;
    [[nodiscard]] Paints paints() const;
    void refresh();

    const Look& m_look;
    ButtonKind m_kind;
    i18n::Text m_label;
    i18n::Text m_detail;
    QString m_sign;
    theme::Role m_role = theme::Role::Heading;
    double m_leastHeight = theme::length::kButton;
    double m_padding = 6;
    bool m_isSelected = false;
};

} // namespace banshi::ui::widgets
