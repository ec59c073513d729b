// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/pages/session_presenter.h"
#include "words.h"

namespace banshi::app::pages
{

/// Keys of the foot that recur.
[[nodiscard]] ui::pages::FootKey backKey();
[[nodiscard]] ui::pages::FootKey nextKey();
[[nodiscard]] ui::pages::FootKey finishKey();

/// A service in a list: title, minutes, price.
[[nodiscard]] ui::pages::ServiceRow serviceRow(const services::ServiceDefinition& service);

/// The layer that says whom to call.
[[nodiscard]] ui::pages::Layer helpLayer(const QString& deviceId);

/// One page for each state; `Context` carries what several of them need.
struct Context
{
    const session::Visit& visit;
    const base::Clock& clock;
};

[[nodiscard]] Presented page(const session::ConsentState& state, const Context& context);
[[nodiscard]] Presented page(const session::CardState& state, const Context& context);
[[nodiscard]] Presented page(const session::ChooseState& state, const Context& context);
[[nodiscard]] Presented page(const session::FaceState& state, const Context& context);
[[nodiscard]] Presented page(const session::OtpState& state, const Context& context);
[[nodiscard]] Presented page(const session::PickupState& state, const Context& context);
[[nodiscard]] Presented page(const session::FormState& state, const Context& context);
[[nodiscard]] Presented page(const session::PhotoState& state, const Context& context);
[[nodiscard]] Presented page(const session::SummaryState& state, const Context& context);
[[nodiscard]] Presented page(const session::BillState& state, const Context& context);
[[nodiscard]] Presented page(const session::PayState& state, const Context& context);
[[nodiscard]] Presented page(const session::ProgressState& state, const Context& context);
[[nodiscard]] Presented page(const session::DoneState& state, const Context& context);
[[nodiscard]] Presented page(const session::FaultState& state, const Context& context);
[[nodiscard]] Presented page(const session::NoticeState& state, const Context& context);

} // namespace banshi::app::pages
