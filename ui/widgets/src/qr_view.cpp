// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/qr_view.h"

#include <QPainter>
#include <memory>
#include <qrencode.h>

namespace banshi::ui::widgets
{

namespace
{

constexpr int kQuietModules = 4;

QImage modulesOf(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QImage image(code->width, code->width, QImage::Format_RGB32);
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            image.setPixel(x, y, (code->data[y * code->width + x] & 1) != 0 ? 0xff000000U : 0xffffffffU);
    return image;
}

} // namespace

QrView::QrView(const Look& look, double sizeMm, QWidget* parent) : QWidget(parent), m_look(look), m_sizeMm(sizeMm)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void QrView::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_modules = modulesOf(text);
    update();
}

void QrView::setCovered(bool isCovered)
{
    m_isCovered = isCovered;
    update();
}

QSize QrView::sizeHint() const
{
    return {m_look.px(m_sizeMm), m_look.px(m_sizeMm)};
}

void QrView::paintEvent(QPaintEvent*)
{
    if (m_modules.isNull())
        return;
    QPainter painter(this);
    const int modules = m_modules.width() + 2 * kQuietModules;
    const int scale = std::max(1, std::min(width(), height()) / modules);
    const int side = modules * scale;
    const QRect room((width() - side) / 2, (height() - side) / 2, side, side);
    painter.fillRect(room, Qt::white);
    if (m_isCovered)
        painter.setOpacity(0.08);
    const int quiet = kQuietModules * scale;
    painter.drawImage(room.adjusted(quiet, quiet, -quiet, -quiet), m_modules);
}

} // namespace banshi::ui::widgets
