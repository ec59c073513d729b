// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace banshi::queue::gateway
{

/// What is wrong with a PEM file of certificate authorities; empty when nothing is.
[[nodiscard]] std::string faultOfAuthorities(const std::filesystem::path& file);
/// What is wrong with a PEM certificate; empty when nothing is.
[[nodiscard]] std::string faultOfCertificate(const std::filesystem::path& file);
/// What is wrong with a PEM private key, or with its fit to the certificate; empty when nothing is.
[[nodiscard]] std::string faultOfKey(const std::filesystem::path& key, const std::filesystem::path& certificate);

} // namespace banshi::queue::gateway
