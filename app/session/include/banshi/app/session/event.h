// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::app::session
{

/// What a resident did, in meaning; presenters make it from taps.
struct Event
{
    enum class Kind
    {
        Next,
        Back,
        OtherWay, ///< the other door of the same step
        Finish,
        Retry,
        Choose, ///< `target` names what was chosen
        Text,   ///< `value` is the whole text of the field `target`
        Take,   ///< a picture
        Remove, ///< picture number `value`
        Edit,   ///< go back to question `target`
        Rate,   ///< `value` 1…5
    };
    Kind kind = Kind::Next;
    std::string target;
    std::string value;
};

} // namespace banshi::app::session
