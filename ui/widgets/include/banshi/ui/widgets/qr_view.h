// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"

#include <QImage>
#include <QWidget>

namespace banshi::ui::widgets
{

/// A QR code (ISO/IEC 18004, level M, byte mode) in whole pixels with its quiet zone of four modules, always dark on
/// white. Threads: GUI thread.
class QrView : public QWidget
{
public:
    QrView(const Look& look, double sizeMm, QWidget* parent = nullptr);

    /// Empty text, or one too long for a code (> 2,331 bytes), shows nothing.
    void setText(const QString& text);
    /// A covered code cannot be scanned (payment is being checked).
    void setCovered(bool isCovered);
    [[nodiscard]] bool hasCode() const { return !m_modules.isNull(); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    double m_sizeMm;
    QString m_text;
    QImage m_modules; // one pixel per module
    bool m_isCovered = false;
};

} // namespace banshi::ui::widgets
