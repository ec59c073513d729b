// SPDX-License-Identifier: GPL-3.0-or-later
#include "layouts.h"

namespace banshi::ui::keyboard
{

namespace
{

using i18n::Text;

KeyPlan typing(const QString& text)
{
    return {KeyAct::Type, QStringLiteral("key.") + text, Text::plain(text), text, 1};
}

std::vector<KeyPlan> typingRow(const QString& characters)
{
    std::vector<KeyPlan> row;
    for (const QChar character : characters)
        row.push_back(typing(QString(character)));
    return row;
}

KeyPlan acting(KeyAct act, const QString& name, double width)
{
    return {act, QStringLiteral("key.") + name, Text::key(QStringLiteral("keyboard.") + name), QString(), width};
}

std::vector<KeyPlan> lastRow(const Wanted& wanted, const QString& plane)
{
    KeyPlan signs = acting(KeyAct::Signs, plane, 1.6);
    signs.name = QStringLiteral("key.signs");
    std::vector<KeyPlan> row{signs};
    if (wanted.hasChinese)
    {
        KeyPlan language =
            acting(KeyAct::Language, wanted.isChinese ? QStringLiteral("chinese") : QStringLiteral("latin"), 1.8);
        language.name = QStringLiteral("key.language");
        row.push_back(language);
    }
    row.push_back(acting(KeyAct::Space, QStringLiteral("space"), wanted.hasChinese ? 3.8 : 5.6));
    row.push_back(acting(KeyAct::Close, QStringLiteral("close"), 2.4));
    return row;
}

} // namespace

KeyRows letterRows(const Wanted& wanted)
{
    const auto row = [&](const QString& letters) { return typingRow(wanted.isShifted ? letters.toUpper() : letters); };
    KeyRows rows{row(QStringLiteral("qwertyuiop")), row(QStringLiteral("asdfghjkl")), row(QStringLiteral("zxcvbnm"))};
    KeyPlan first = acting(KeyAct::Shift, QStringLiteral("shift"), 1.4);
    if (wanted.isChinese)
    {
        first = typing(QStringLiteral("，"));
        first.width = 1.4;
    }
    rows[2].insert(rows[2].begin(), first);
    rows[2].push_back(acting(KeyAct::Erase, QStringLiteral("erase"), 1.4));
    rows.push_back(lastRow(wanted, QStringLiteral("signs")));
    return rows;
}

KeyRows signRows(const Wanted& wanted)
{
    KeyRows rows{typingRow(QStringLiteral("1234567890")),
                 typingRow(wanted.isChinese ? QStringLiteral("-/：；（）“”·") : QStringLiteral("-/:;()'\"@")),
                 typingRow(wanted.isChinese ? QStringLiteral("，。、？！#+") : QStringLiteral(".,?!#+&"))};
    KeyPlan first = typing(QStringLiteral("_"));
    first.width = 1.4;
    rows[2].insert(rows[2].begin(), first);
    rows[2].push_back(acting(KeyAct::Erase, QStringLiteral("erase"), 1.4));
    rows.push_back(lastRow(wanted, QStringLiteral("letters")));
    return rows;
}

} // namespace banshi::ui::keyboard
