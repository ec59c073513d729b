// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::enrol
{

/// A key pair (P-256) of the machine's own; the secret half leaves it only as PEM for a file of this machine. Threads:
/// immutable.
class MachineKeyPair
{
public:
    /// A fresh one; nothing when OpenSSL has no randomness.
    [[nodiscard]] static std::optional<MachineKeyPair> make();
    /// From PEM; nothing when it is none.
    [[nodiscard]] static std::optional<MachineKeyPair> parse(std::string_view pem);

    /// PKCS 8 in PEM.
    [[nodiscard]] base::SecretBytes pem() const;
    /// A PKCS 10 request with that common name in base64, as EST sends it.
    [[nodiscard]] std::string requestFor(const std::string& name) const;
    /// Whether a certificate (PEM) is for this key and that common name.
    [[nodiscard]] bool fits(const std::string& certificatePem, const std::string& name) const;

private:
    explicit MachineKeyPair(std::shared_ptr<void> key) : m_key(std::move(key)) {}
    std::shared_ptr<void> m_key; // EVP_PKEY
};

/// Whether `certificatePem` was signed by the key of one of `authoritiesPem`.
[[nodiscard]] bool isSignedByOneOf(const std::string& certificatePem, const std::vector<std::string>& authoritiesPem);

} // namespace banshi::queue::enrol
