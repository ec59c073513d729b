// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The fields of ZVT messages ("bitmaps"). Nothing of a card is kept. Threads: pure.
namespace banshi::drivers::plugins::payterm_zvt
{

/// `value` as packed decimal digits, `bytes` long; the lowest digits when it does not fit.
[[nodiscard]] std::vector<std::uint8_t> toBcd(std::uint64_t value, std::size_t bytes);
/// Reads packed decimal digits; nothing when one is none.
[[nodiscard]] std::optional<std::int64_t> fromBcd(std::span<const std::uint8_t> bytes);

/// How a transaction is told apart from the one before it.
struct Mark
{
    std::int64_t trace = 0;   ///< field 0B; 0 when the terminal gives none
    std::int64_t receipt = 0; ///< field 87
    bool operator==(const Mark&) const = default;
};

/// Status information (04 0F) as far as it matters here.
struct StatusInformation
{
    std::uint8_t result = 0;    ///< field 27; 0 is success
    std::int64_t amountFen = 0; ///< field 04, in the currency's smallest unit; 0 when absent
    Mark mark;
};

/// Reads the data of a status information. Nothing when there is no result in it, or when a field is cut short or not
/// known: then what stands behind it cannot be read either.
[[nodiscard]] std::optional<StatusInformation> parseStatusInformation(std::span<const std::uint8_t> data);

/// A word for technicians: `zvt-6C`.
[[nodiscard]] std::string reasonOf(std::uint8_t code);
/// The stage of an intermediate status (04 FF): `insertCard`; `stage-XX` for those without a word.
[[nodiscard]] std::string stageOf(std::uint8_t code);

/// Codes that the driver acts on.
namespace result
{
inline constexpr std::uint8_t kNotRegistered = 0x6B;
inline constexpr std::uint8_t kStopped = 0x6C; ///< time-out or the stop key
inline constexpr std::uint8_t kPleaseWait = 0x9C;
} // namespace result

} // namespace banshi::drivers::plugins::payterm_zvt
