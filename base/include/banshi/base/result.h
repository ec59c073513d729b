// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace banshi::base
{

/// A value or the reason why there is none. Threads: plain value.
template <class T, class E>
using Result = tl::expected<T, E>;

/// What the caller may do about an error.
enum class Retry
{
    Now,            ///< the same call may be repeated at once
    Later,          ///< passing trouble; repeat with back-off
    Never,          ///< the same call can never succeed
    NeedsAttendant, ///< a person has to act first (paper, cabinet, configuration)
};

/// The error of one kit: an enum code, a detail for developers (never personal data, never shown to residents)
/// and retry advice. Sentences for people are chosen in `ui` from the dotted code. Threads: plain value.
template <class Code>
struct KitError
{
    Code code;
    std::string detail;
    Retry retry = Retry::Never;
};

/// Shorthand for returning a kit's error from a function that returns Result.
template <class Code>
[[nodiscard]] tl::unexpected<KitError<Code>> fail(Code code, std::string detail, Retry retry = Retry::Never)
{
    return tl::unexpected<KitError<Code>>(KitError<Code>{code, std::move(detail), retry});
}

} // namespace banshi::base
