// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/i18n/text.h"

#include <QString>
#include <vector>

namespace banshi::ui::keyboard
{

/// What a key does.
enum class KeyAct
{
    Type,
    Erase,
    Space,
    Close,
    Signs,
    Language,
    Shift,
};

/// A key before it is built.
struct KeyPlan
{
    KeyAct act = KeyAct::Type;
    QString name; ///< objectName
    i18n::Text label;
    QString text;     ///< what it types
    double width = 1; ///< in units of a letter key
};

using KeyRows = std::vector<std::vector<KeyPlan>>;

/// Which keys stand there.
struct Wanted
{
    bool isChinese = false;
    bool hasChinese = false;
    bool isShifted = false;
};

/// The four rows of letters, and of digits and signs.
[[nodiscard]] KeyRows letterRows(const Wanted& wanted);
[[nodiscard]] KeyRows signRows(const Wanted& wanted);

} // namespace banshi::ui::keyboard
