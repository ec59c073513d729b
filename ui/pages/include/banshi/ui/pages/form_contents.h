// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/text.h"

#include <variant>
#include <vector>

namespace banshi::ui::pages
{

/// One answer to choose. Tap `choice.<value>` with the value as text.
struct Choice
{
    QString value{};
    i18n::Text label{};
    i18n::Text detail{}; ///< a second line; may be empty
    QString search{};    ///< lower-case letters by which a long list finds it (pinyin, initials); may be empty
    bool operator==(const Choice&) const = default;
};

/// At most six answers as buttons.
struct ChoiceInput
{
    std::vector<Choice> choices{};
    QString selected{};
    bool operator==(const ChoiceInput&) const = default;
};

/// Many answers, found by typing (countries and regions). The entry is the chosen value.
struct ListInput
{
    std::vector<Choice> choices{}; ///< the first ones stand there before anything is typed
    QString selected{};
    bool operator==(const ListInput&) const = default;
};

/// Words, with the letter keyboard.
struct TextInput
{
    QString initial{};
    i18n::Text placeholder{};
    int maxLength = 60;  ///< characters (code points)
    int lines = 1;       ///< height of the field
    bool chinese = true; ///< whether the keyboard starts in Chinese
    bool operator==(const TextInput&) const = default;
};

/// A number, with the keypad.
struct DigitsInput
{
    QString initial{};
    i18n::Text placeholder{};
    int maxLength = 20;
    bool letterX = false; ///< an X key beside the digits (identity numbers)
    int group = 0;        ///< shown in groups of so many digits; 0 for none
    bool operator==(const DigitsInput&) const = default;
};

/// From one month to another, both `yyyy-mm`; the entry is `yyyy-mm/yyyy-mm`. Taps `month.from.year.less` and so on
/// are the page's own affair; it reports `form.edited`.
struct MonthRangeInput
{
    QString from{};
    QString to{};
    QString earliest{};
    QString latest{};
    bool operator==(const MonthRangeInput&) const = default;
};

/// One question. `foot.next` carries the entry; `form.edited` follows every change; `form.contest` is the key beside
/// the source note. What was typed stays while `field` stays the same, and is gone with the page.
struct FormContents
{
    QString field{}; ///< which question this is
    i18n::Text title{};
    i18n::Text subtitle{};
    i18n::Text label{}; ///< over the field; empty for choices
    std::variant<ChoiceInput, TextInput, DigitsInput, MonthRangeInput, ListInput> input{};
    i18n::Text source{}; ///< where the value comes from and when; empty when typed
    bool contestable = false;
    i18n::Text error{}; ///< under the field, in friendly words
    bool required = true;
    bool operator==(const FormContents&) const = default;
};

} // namespace banshi::ui::pages
