// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/keyboard/candidate_row.h"
#include "banshi/ui/keyboard/pinyin.h"

#include <vector>

namespace banshi::ui::keyboard
{

struct KeyPlan;

/// The letter keyboard inside the window: letters, digits and signs, Chinese by pinyin when an engine is given. Keys
/// are at least 20 mm high. Their names are `key.a`, `key.7`, `key.erase`, `key.space`, `key.close`, `key.signs`,
/// `key.language`, `key.shift`. Threads: GUI thread.
class Keyboard : public QWidget
{
    Q_OBJECT

public:
    /// `pinyin` may be null (no Chinese) and must outlive the keyboard.
    Keyboard(const widgets::Look& look, Pinyin* pinyin, bool startsInChinese, QWidget* parent = nullptr);
    ~Keyboard() override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void typed(const QString& text);
    /// The last character of the field shall go.
    void erased();
    /// Letters on their way to characters, to be shown behind the field's text; empty when there are none.
    void composing(const QString& letters);
    void closed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Plane
    {
        Letters,
        Signs,
    };
    void build();
    void place();
    void press(const KeyPlan& key);
    void pressLetter(const QString& letter);
    void pressErase();
    void pressSpace();
    void follow(const Composition& composition);
    void stopComposing();

    const widgets::Look& m_look;
    Pinyin* m_pinyin;
    bool m_isChinese;
    bool m_isShifted = false;
    Plane m_plane = Plane::Letters;
    CandidateRow* m_candidates;
    std::vector<std::vector<KeyPlan>> m_rows;
    std::vector<std::vector<widgets::Button*>> m_keys;
};

} // namespace banshi::ui::keyboard
