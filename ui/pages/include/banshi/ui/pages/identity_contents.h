// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/notice.h"

#include <optional>
#include <vector>

namespace banshi::ui::pages
{

/// One thing that is read, the reason, and how long it is kept.
struct ConsentRow
{
    i18n::Text what{};
    i18n::Text why{};
    i18n::Text kept{};
    bool operator==(const ConsentRow&) const = default;
};

/// What will be read and why, before anything is read. Answered in the foot.
struct ConsentContents
{
    i18n::Text title{}; ///< empty: the page's own words
    i18n::Text lead{};  ///< the service and its price
    std::vector<ConsentRow> rows{};
    i18n::Text note{}; ///< what happens when you decline
    bool operator==(const ConsentContents&) const = default;
};

/// How far the card is.
enum class CardState
{
    Waiting, ///< put it on
    Reading, ///< leave it there
    Remove,  ///< read; take it away
};

/// Put the identity card on the reader.
struct CardContents
{
    CardState state = CardState::Waiting;
    i18n::Text title{};                      ///< empty: the state's own words
    i18n::Text body{};                       ///< empty: the state's own words
    std::optional<widgets::Notice> notice{}; ///< a correction, or what to do without a card
    bool operator==(const CardContents&) const = default;
};

/// The movement that is asked for.
enum class Movement
{
    Still,
    Left,
    Right,
    Up,
    Down,
    Closer,
    Back,
    Blink,
    OpenMouth,
    Nod, ///< the chin down and up again
};

/// Compare the face. The pictures come by Screen::setCameraFrame().
struct FaceContents
{
    i18n::Text title{}; ///< empty: the movement's own words
    Movement movement = Movement::Still;
    double progress = 0;        ///< finished part of the guide, 0 to 1
    i18n::Text correction{};    ///< friendly, inside the picture; empty for none
    bool demonstration = false; ///< the matcher is for demonstration only, and says so
    std::optional<widgets::Notice> notice{};
    bool operator==(const FaceContents&) const = default;
};

/// The sentences of that page that tell somebody who does not see it what to do now; nothing of a person. Threads: any.
[[nodiscard]] std::vector<i18n::Text> prompts(const FaceContents& contents);

/// A one-time code sent to the phone: the other door. Taps `otp.edited`, `otp.resend`; `foot.next` carries the code.
struct OtpContents
{
    i18n::Text sentTo{}; ///< masked number
    int digits = 6;
    i18n::Text error{}; ///< under the boxes; empties them when it appears
    bool canResend = false;
    int resendSeconds = 0; ///< until it can be sent again
    bool operator==(const OtpContents&) const = default;
};

} // namespace banshi::ui::pages
