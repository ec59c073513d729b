// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QAbstractButton>

namespace banshi::ui::widgets
{

/// A touchable row of a list: title, detail on the right (below when there is no room), an arrow, and a note in the
/// waiting tone. Threads: GUI thread.
class ListRow : public QAbstractButton, public Readable, public Joinable
{
    Q_OBJECT

public:
    ListRow(const Look& look, const QString& name, QWidget* parent = nullptr);

    void setTitle(const i18n::Text& title);
    void setDetail(const i18n::Text& detail);
    /// Why it cannot be used now; empty for none.
    void setNote(const i18n::Text& note);
    void setJoins(Joins joins) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Placed;
    [[nodiscard]] std::vector<Placed> placed(int width) const;
    void refresh();

    const Look& m_look;
    i18n::Text m_title;
    i18n::Text m_detail;
    i18n::Text m_note;
    Joins m_joins;
};

} // namespace banshi::ui::widgets
