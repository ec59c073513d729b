// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_commands.h"

#include "banshi/drivers/host/plugin_trust.h"

#include <iostream>

namespace banshi::drivers::conformance
{

SignCommands::SignCommands(CLI::App& options)
{
    auto* keys = add(options, "keys", "Make a key pair: OUT.key and OUT.pub", [this] { return makeKeys(m_out); });
    keys->add_option("--out", m_out, "Both files without their endings")->required();

    auto* city = add(options, "certify", "The city counter-signs a vendor's public key",
                     [this] { return certify(m_key, m_vendor, m_publicKey, m_out); });
    city->add_option("--city-key", m_key, "The city's .key file")->required();
    city->add_option("--vendor", m_vendor, "The vendor's name")->required();
    city->add_option("--key", m_publicKey, "The vendor's .pub file")->required();
    city->add_option("--out", m_out, "File that gets the certificate")->required();

    auto* withdraw = add(options, "revoke", "The city withdraws vendors' keys or plug-in files",
                         [this] { return revoke(m_key, m_withdrawal, m_out); });
    withdraw->add_option("--city-key", m_key, "The city's .key file")->required();
    withdraw->add_option("--key", m_withdrawal.publicKeys, "Vendors' .pub files");
    withdraw->add_option("--file", m_withdrawal.files, "Plug-in files");
    withdraw->add_option("--out", m_out, "The list (revoked.json); what it holds stays")->required();

    auto* sign = add(options, "sign", "The vendor signs a plug-in or a report: FILE.sig",
                     [this] { return signFile(m_key, m_certificate, m_file, m_plugin); });
    sign->add_option("--key", m_key, "The vendor's .key file")->required();
    sign->add_option("--certificate", m_certificate, "What the city has counter-signed")->required();
    sign->add_option("--plugin", m_plugin, "Of a report: the plug-in that it is of; it must have full marks");
    sign->add_option("file", m_file, "The plug-in or the report")->required();

    auto* check =
        add(options, "verify", "Say whether a machine would trust a plug-in or a report", [this] { return verify(); });
    check->add_option("--trust", m_trust, "Folder with city.pub and revoked.json")->required();
    check->add_option("file", m_file, "The plug-in or the report")->required();
}

CLI::App* SignCommands::add(CLI::App& options, const char* name, const char* what,
                            std::function<base::Result<void, GroundError>()> command)
{
    CLI::App* added = options.add_subcommand(name, what);
    added->callback([this, command = std::move(command)] { m_run = command; });
    return added;
}

base::Result<void, GroundError> SignCommands::verify() const
{
    const auto trust = host::PluginTrust::load(m_trust);
    const auto verified = trust ? trust->verify(m_file, kindOf(m_file)) : tl::unexpected(trust.error());
    if (!verified)
        return base::fail(GroundCode::BadPlugin, verified.error().detail);
    std::cout << "signed by " << verified->certificate.vendor << ", counter-signed by the city\n";
    return {};
}

} // namespace banshi::drivers::conformance
