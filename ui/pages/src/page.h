// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/pinyin.h"
#include "banshi/ui/pages/rows.h"
#include "banshi/ui/pages/tap.h"
#include "banshi/ui/widgets/label.h"
#include "banshi/ui/widgets/list_row.h"
#include "banshi/ui/widgets/notice_strip.h"
#include "banshi/ui/widgets/pair_row.h"
#include "banshi/ui/widgets/sheets.h"

#include <QVBoxLayout>
#include <functional>

namespace banshi::ui::pages
{

/// An entry of the tables.
[[nodiscard]] inline i18n::Text word(QStringView key, std::vector<i18n::Text::Arg> args = {})
{
    return i18n::Text::key(key.toString(), std::move(args));
}

/// `own`, or `usual` when it is empty.
[[nodiscard]] inline i18n::Text orElse(const i18n::Text& own, const i18n::Text& usual)
{
    return own.isEmpty() ? usual : own;
}

/// What pages share.
struct PageTools
{
    const widgets::Look& look;
    std::function<keyboard::Pinyin*()> pinyin; ///< null when there is no dictionary
};

/// A page: blocks on sheets, and sometimes a keyboard under them. Passive. Threads: GUI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    Page(const PageTools& tools, const QString& name, QWidget* parent);

    /// What was entered so far; goes with `foot.next`.
    [[nodiscard]] virtual QString entry() const { return {}; }
    /// Erases what was entered.
    virtual void clearEntry() {}
    virtual void setCameraFrame(const widgets::FrameView&) {}

Q_SIGNALS:
    void tapped(const banshi::ui::pages::Tap& tap);

protected:
    void tap(const QString& name, const QString& text = {}) { Q_EMIT tapped({name, text}); }
    [[nodiscard]] const PageTools& tools() const { return m_tools; }
    [[nodiscard]] const widgets::Look& look() const { return m_tools.look; }
    [[nodiscard]] widgets::Sheets& sheets() const { return *m_sheets; }
    /// Stands under the sheets over the whole width; the page owns it.
    void setBottom(QWidget* bottom);
    /// Without sheets the bottom has the whole page.
    void showSheets(bool isShown);

    widgets::Label* addTitle(const i18n::Text& text, Qt::Alignment alignment = Qt::AlignLeft);
    widgets::Label* addWords(const i18n::Text& text, Qt::Alignment alignment = Qt::AlignLeft, double gap = 1.5);
    widgets::Label* addHeading(const i18n::Text& text);
    widgets::NoticeStrip* addNotice(const widgets::Notice& notice);
    widgets::PairRow* addPair(const Row& row, bool isJoined);
    void addServices(const std::vector<ServiceRow>& rows);
    void addStages(const std::vector<Stage>& stages);
    widgets::Button* addButton(widgets::ButtonKind kind, const QString& name, const i18n::Text& label);

private:
    void refresh();

    PageTools m_tools;
    QVBoxLayout* m_column;
    QVBoxLayout* m_margins;
    widgets::Sheets* m_sheets;
};

/// A service as a row that taps `service.<id>` on `page`.
[[nodiscard]] widgets::ListRow* makeServiceRow(const widgets::Look& look, const ServiceRow& row);

} // namespace banshi::ui::pages
