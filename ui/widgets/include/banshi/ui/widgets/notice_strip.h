// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/button.h"
#include "banshi/ui/widgets/label.h"
#include "banshi/ui/widgets/notice.h"

#include <QBoxLayout>

namespace banshi::ui::widgets
{

/// A toned strip with sign, title, body and at most one button. Threads: GUI thread.
class NoticeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeStrip(const Look& look, QWidget* parent = nullptr);

    void setNotice(const Notice& notice);
    /// Larger title, for pages whose answer it is.
    void setLarge(bool isLarge);
    /// 0 for a notice without words.
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

Q_SIGNALS:
    /// The strip's button; the name is Notice::action.
    void acted(const QString& action);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QString sign() const;

    const Look& m_look;
    Notice m_notice;
    bool m_isLarge = false;
    QHBoxLayout* m_row;
    QVBoxLayout* m_texts;
    QWidget* m_signRoom;
    Label* m_title;
    Label* m_largeTitle;
    Label* m_body;
    Button* m_button = nullptr;
};

} // namespace banshi::ui::widgets
