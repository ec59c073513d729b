// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// A request target taken apart.
struct Target
{
    std::string path;                         ///< as sent; paths of the contract need no escapes
    std::map<std::string, std::string> query; ///< decoded; a name given twice makes the target invalid
};

/// Takes `/path?name=value&…` apart. Nothing when it does not start with `/`, is longer than 2 KiB, holds a
/// broken escape or a name twice. Threads: any.
[[nodiscard]] std::optional<Target> parseTarget(std::string_view target);

/// The values of a template `/v1/payments/{order_id}` in a path; nothing when it does not fit or a value is
/// no handle.
[[nodiscard]] std::optional<std::map<std::string, std::string>> matchPath(std::string_view pathTemplate,
                                                                          std::string_view path);

/// The target for a template and its values: those of the template go into the path, the others into the
/// query. Nothing when a value of the template is missing or is no handle.
[[nodiscard]] std::optional<std::string> buildTarget(std::string_view pathTemplate,
                                                     const std::map<std::string, std::string>& values);

} // namespace banshi::queue::contract
