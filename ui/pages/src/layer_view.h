// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/frame_contents.h"
#include "banshi/ui/widgets/label.h"
#include "banshi/ui/widgets/sheets.h"

#include <QVBoxLayout>

namespace banshi::ui::pages
{

/// A layer over the whole window: dims what is behind it and takes all touches. Threads: GUI thread.
class LayerView : public QWidget
{
    Q_OBJECT

public:
    explicit LayerView(const widgets::Look& look, QWidget* parent = nullptr);

    void setLayer(const Layer& layer);

Q_SIGNALS:
    void keyTouched(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void addWords(const i18n::Text& text, widgets::Ink ink);
    [[nodiscard]] QRect cardRoom() const;

    const widgets::Look& m_look;
    Layer m_layer;
    widgets::Sheets* m_sheets;
    widgets::Label* m_countdown = nullptr;
};

} // namespace banshi::ui::pages
