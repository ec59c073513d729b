// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/signing.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace banshi::drivers::conformance
{

/// The sub-commands around signatures: `keys`, `certify`, `revoke`, `sign`, `verify`. Threads: main.
class SignCommands
{
public:
    /// Adds the sub-commands; `options` must outlive this.
    explicit SignCommands(CLI::App& options);

    /// True when one of them was asked for.
    [[nodiscard]] bool isAsked() const { return static_cast<bool>(m_run); }
    /// Runs it. Errors: BadUse, and of `verify` BadPlugin.
    [[nodiscard]] base::Result<void, GroundError> run() const { return m_run(); }

private:
    [[nodiscard]] base::Result<void, GroundError> verify() const;
    CLI::App* add(CLI::App& options, const char* name, const char* what,
                  std::function<base::Result<void, GroundError>()> command);

    std::string m_out;
    std::string m_key;
    std::string m_certificate;
    std::string m_vendor;
    std::string m_publicKey;
    std::string m_trust;
    std::string m_plugin;
    std::string m_file;
    Withdrawal m_withdrawal;
    std::function<base::Result<void, GroundError>()> m_run;
};

} // namespace banshi::drivers::conformance
