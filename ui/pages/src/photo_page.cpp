// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo_page.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace banshi::ui::pages
{

namespace
{

constexpr int kColumns = 3;
constexpr double kPictureHeight = 48;

} // namespace

ThumbnailRow::ThumbnailRow(const widgets::Look& look, QWidget* parent) : QWidget(parent), m_look(look)
{
    connect(&look, &widgets::Look::changed, this, [this] { resizeEvent(nullptr); });
}

void ThumbnailRow::setThumbnails(const std::vector<Thumbnail>& thumbnails)
{
    if (thumbnails == m_thumbnails)
        return;
    m_thumbnails = thumbnails;
    for (widgets::Button* key : m_keys)
    {
        key->hide();
        key->setObjectName(QString());
        key->deleteLater();
    }
    m_keys.clear();
    for (const Thumbnail& thumbnail : thumbnails)
    {
        auto* key = new widgets::Button(m_look, widgets::ButtonKind::Quiet,
                                        QStringLiteral("photo.delete.") + thumbnail.id, this);
        key->setRole(theme::Role::Body);
        key->setLabel(word(u"photo.delete"));
        key->setLeastHeight(theme::length::kButton);
        key->setPadding(2);
        connect(key, &widgets::Button::clicked, this, [this, id = thumbnail.id] { Q_EMIT deleted(id); });
        key->show();
        m_keys.push_back(key);
    }
    resizeEvent(nullptr);
    update();
}

int ThumbnailRow::heightForWidth(int) const
{
    return m_keys.empty() ? 0 : m_look.px(kPictureHeight + 2) + keyHeight();
}

int ThumbnailRow::keyHeight() const
{
    int high = 0;
    for (const widgets::Button* key : m_keys)
        high = std::max(high, key->heightForWidth(pictureRoom(0).width()));
    return high;
}

QRect ThumbnailRow::pictureRoom(int index) const
{
    const int gap = m_look.px(theme::length::kGap);
    const int wide = (width() - (kColumns - 1) * gap) / kColumns;
    return {index * (wide + gap), 0, wide, m_look.px(kPictureHeight)};
}

void ThumbnailRow::resizeEvent(QResizeEvent*)
{
    for (std::size_t i = 0; i < m_keys.size(); ++i)
    {
        const QRect picture = pictureRoom(static_cast<int>(i));
        m_keys[i]->setGeometry(picture.left(), picture.bottom() + m_look.px(2), picture.width(), keyHeight());
    }
}

void ThumbnailRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (std::size_t i = 0; i < m_thumbnails.size(); ++i)
    {
        const QRect room = pictureRoom(static_cast<int>(i));
        QPainterPath frame;
        frame.addRoundedRect(room, m_look.px(4), m_look.px(4));
        painter.save();
        painter.setClipPath(frame);
        painter.fillRect(room, m_look.theme().colours().camera);
        const QSize whole = m_thumbnails[i].image.size().scaled(room.size(), Qt::KeepAspectRatio);
        QRect picture(QPoint(), whole);
        picture.moveCenter(room.center());
        painter.drawImage(picture, m_thumbnails[i].image);
        painter.restore();
    }
}

PhotoPage::PhotoPage(const PageTools& tools, QWidget* parent) : Page(tools, QStringLiteral("photo"), parent)
{
    m_title = addTitle({});
    m_body = addWords({});
    m_view = new widgets::CameraView(look(), widgets::Guide::Sheet);
    m_view->setObjectName(QStringLiteral("photo.camera"));
    sheets().add(m_view, {.grows = true, .mostGrowth = 105});
    m_notice = addNotice({});
    m_take = addButton(widgets::ButtonKind::Main, QStringLiteral("photo.take"), {});
    m_taken = new ThumbnailRow(look());
    connect(m_taken, &ThumbnailRow::deleted, this,
            [this](const QString& id) { tap(QStringLiteral("photo.delete.") + id); });
    sheets().add(m_taken);
}

void PhotoPage::setContents(const PhotoContents& contents)
{
    const int taken = static_cast<int>(contents.taken.size());
    const std::vector<i18n::Text::Arg> counts{
        {QStringLiteral("taken"), i18n::Text::plain(QString::number(taken))},
        {QStringLiteral("most"), i18n::Text::plain(QString::number(contents.most))}};
    m_title->setText(orElse(contents.title, word(u"photo.title")));
    m_body->setText(orElse(contents.body, word(u"photo.body", counts)));
    const bool isStarting = contents.camera == PhotoCamera::Starting;
    const bool isAway = contents.camera == PhotoCamera::Away;
    m_view->setCorrection(isStarting ? word(u"photo.starting") : contents.correction);
    m_notice->setNotice(
        isAway
            ? widgets::Notice{.tone = theme::Tone::Wait, .title = word(u"photo.away"), .body = word(u"photo.awayBody")}
            : widgets::Notice{});
    const bool isFull = taken >= contents.most;
    m_take->setEnabled(contents.canTake && !isStarting && !isFull);
    m_take->setLabel(isFull       ? word(u"photo.full", counts)
                     : isAway     ? word(u"photo.reopen")
                     : taken == 0 ? word(u"photo.take")
                                  : word(u"photo.takeAnother", counts));
    m_taken->setThumbnails(contents.taken);
    sheets().settle();
}

} // namespace banshi::ui::pages
