// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/call_context.h>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::idcard_sam
{

/// Turns the chip's 1,024 bytes into a portrait. Threads: the driver's worker.
class PhotoDecoder
{
public:
    virtual ~PhotoDecoder() = default;
    /// `none`, `vendor` or `webp`.
    [[nodiscard]] virtual std::string name() const = 0;
    /// Never fails as an operation: what cannot be decoded is NotDecodable.
    [[nodiscard]] virtual sdk::CardPhoto decode(std::span<const std::uint8_t> record, const sdk::CallContext& call) = 0;
};

/// A machine without a decoder: every photo is NoDecoder. Threads: any.
class NoDecoder : public PhotoDecoder
{
public:
    [[nodiscard]] std::string name() const override { return "none"; }
    [[nodiscard]] sdk::CardPhoto decode(std::span<const std::uint8_t>, const sdk::CallContext&) override { return {}; }
};

/// The photos of simulated cards: "BSWP", a 16-bit little-endian length, a WebP image (RFC 9649), zeros up to 1,024.
/// Not for production: a real chip never holds such a picture. Threads: the driver's worker.
class WebpDecoder : public PhotoDecoder
{
public:
    [[nodiscard]] std::string name() const override { return "webp"; }
    [[nodiscard]] sdk::CardPhoto decode(std::span<const std::uint8_t> record, const sdk::CallContext& call) override;
};

/// A licensed WLT decoder wrapped in a program of its own: 1,024 bytes on its standard input, 102 × 126 × 3 bytes
/// (blue, green, red, top row first) on its standard output, exit code 0. It runs in an empty private folder that is
/// overwritten and removed afterwards, as such libraries leave the portrait there. Threads: the driver's worker, which
/// waits for the program.
class VendorProcessDecoder : public PhotoDecoder
{
public:
    static constexpr int kWidth = 102;
    static constexpr int kHeight = 126;

    /// `runDir` should be on a tmpfs.
    VendorProcessDecoder(std::string program, std::vector<std::string> arguments, std::string runDir,
                         std::chrono::milliseconds limit);
    [[nodiscard]] std::string name() const override { return "vendor"; }
    [[nodiscard]] sdk::CardPhoto decode(std::span<const std::uint8_t> record, const sdk::CallContext& call) override;

private:
    const std::string m_program;
    const std::vector<std::string> m_arguments;
    const std::string m_runDir;
    const std::chrono::milliseconds m_limit;
};

} // namespace banshi::drivers::plugins::idcard_sam
