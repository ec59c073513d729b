// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/outcome.h"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace banshi::drivers::sdk
{

/// One configured value.
using OptionValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// How one device is configured on this machine.
/// Threads: plain value.
struct Options
{
    std::string name;                          ///< service name, e.g. `receipt`
    std::string connection;                    ///< `serial:PATH`, `ipp:URI`, `http:URL`, `v4l2:PATH`
    std::map<std::string, OptionValue> values; ///< the `options` table of the configuration
    bool production = false;                   ///< true: refuse whatever exists for simulators only
    std::string runDir; ///< private folder for sockets and temporary files; empty when there is none

    /// The scheme of `connection` (`serial`).
    [[nodiscard]] std::string scheme() const { return connection.substr(0, connection.find(':')); }
    /// What follows the scheme; empty when there is no colon.
    [[nodiscard]] std::string address() const
    {
        const auto colon = connection.find(':');
        return colon == std::string::npos ? std::string() : connection.substr(colon + 1);
    }
    /// The value of `key` if it is there and of type T, else `fallback`.
    template <class T>
    [[nodiscard]] T valueOr(const std::string& key, T fallback) const
    {
        const auto found = values.find(key);
        const T* value = found == values.end() ? nullptr : std::get_if<T>(&found->second);
        return value != nullptr ? *value : fallback;
    }
};

/// The refusal of a configuration: `entry` (`connection`, `options.baud`) is not what is `wanted`. Threads: pure.
[[nodiscard]] inline Failure wrongEntry(const std::string& entry, const std::string& wanted)
{
    return failure(ErrorCode::InvalidData, entry + ": " + wanted);
}

} // namespace banshi::drivers::sdk
