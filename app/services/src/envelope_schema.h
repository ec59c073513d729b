// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace banshi::app::services
{

/// The text of schema/service.schema.json, built in.
[[nodiscard]] const char* envelopeSchema();

} // namespace banshi::app::services
