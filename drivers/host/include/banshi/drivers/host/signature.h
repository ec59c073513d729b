// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/plugin_loader.h"

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::host
{

/// An Ed25519 public key and an Ed25519 signature (RFC 8032).
using PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

/// A vendor's key, counter-signed by the city. It has no end date: a machine whose clock is wrong must not lose its
/// devices. What must not run any more is revoked. Threads: plain value.
struct VendorCertificate
{
    std::string vendor;
    PublicKey key{};
    Ed25519Signature city{};
};

/// What a signature is for; a signed report is no signed plug-in.
enum class SignedKind
{
    Plugin,
    Report,
};

/// The signature of one file, in `<file>.sig` beside it. Threads: plain value.
struct FileSignature
{
    SignedKind kind = SignedKind::Plugin;
    std::string sha512; ///< of the file, hex
    VendorCertificate certificate;
    Ed25519Signature vendor{};
};

/// What the city has withdrawn. Threads: plain value.
struct RevocationList
{
    std::vector<PublicKey> keys;     ///< of vendors
    std::vector<std::string> sha512; ///< of files, hex
    Ed25519Signature city{};
};

/// The bytes that are signed. Their first line says what they are, so that none can stand for another.
[[nodiscard]] std::string statementOf(const VendorCertificate& certificate);
[[nodiscard]] std::string statementOf(const FileSignature& signature);
[[nodiscard]] std::string statementOf(const RevocationList& list);

/// The files' content. The readers never throw. Errors: NotTrusted, `detail` names the member.
[[nodiscard]] nlohmann::json toJson(const VendorCertificate& certificate);
[[nodiscard]] nlohmann::json toJson(const FileSignature& signature);
[[nodiscard]] nlohmann::json toJson(const RevocationList& list);
[[nodiscard]] base::Result<VendorCertificate, HostError> certificateFromJson(const nlohmann::json& file);
[[nodiscard]] base::Result<FileSignature, HostError> signatureFromJson(const nlohmann::json& file);
[[nodiscard]] base::Result<RevocationList, HostError> revocationsFromJson(const nlohmann::json& file);

/// Hex of any bytes, in small letters.
[[nodiscard]] std::string toHex(const std::uint8_t* bytes, std::size_t size);
template <std::size_t N>
[[nodiscard]] std::string toHex(const std::array<std::uint8_t, N>& bytes)
{
    return toHex(bytes.data(), N);
}
/// True when `text` was the hex of exactly `size` bytes, which are in `into` then; `into` may be half written
/// otherwise.
[[nodiscard]] bool fromHex(const std::string& text, std::uint8_t* into, std::size_t size);

/// SHA-512 of a file in hex; empty when it cannot be read.
[[nodiscard]] std::string sha512Of(const std::string& file);
/// True when `signature` is the key's own for `statement`.
[[nodiscard]] bool isSignedBy(const PublicKey& key, const std::string& statement, const Ed25519Signature& signature);

} // namespace banshi::drivers::host
