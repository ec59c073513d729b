// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/plugin_trust.h"

#include <algorithm>
#include <fstream>

namespace banshi::drivers::host
{

namespace
{

tl::unexpected<HostError> untrusted(const std::string& what)
{
    return base::fail(HostCode::NotTrusted, what, base::Retry::NeedsAttendant);
}

// The JSON object of a file; nothing when there is no such file, a discarded value when it is no JSON.
std::optional<nlohmann::json> contentOf(const std::string& file)
{
    std::ifstream stream(file);
    if (!stream)
        return std::nullopt;
    return nlohmann::json::parse(stream, nullptr, false);
}

} // namespace

base::Result<PluginTrust, HostError> PluginTrust::load(const std::string& folder)
{
    PluginTrust trust;
    std::ifstream keys(folder + "/city.pub");
    std::string line;
    while (std::getline(keys, line))
    {
        if (line.empty() || line.front() == '#')
            continue;
        PublicKey key{};
        if (!fromHex(line, key.data(), key.size()))
            return untrusted("city.pub holds a line that is no key");
        trust.m_cityKeys.push_back(key);
    }
    if (trust.m_cityKeys.empty())
        return untrusted("no key of the city in " + folder + "/city.pub");
    const auto revoked = contentOf(folder + "/revoked.json");
    if (!revoked)
        return trust;
    auto list = revocationsFromJson(*revoked);
    if (!list)
        return untrusted("revoked.json: " + list.error().detail);
    if (!trust.isTheCitys(statementOf(*list), list->city))
        return untrusted("revoked.json is not signed by the city");
    trust.m_revoked = std::move(*list);
    return trust;
}

bool PluginTrust::isTheCitys(const std::string& statement, const Ed25519Signature& signature) const
{
    return std::ranges::any_of(m_cityKeys, [&](const PublicKey& key) { return isSignedBy(key, statement, signature); });
}

base::Result<FileSignature, HostError> PluginTrust::verify(const std::string& file, SignedKind kind) const
{
    const auto content = contentOf(file + ".sig");
    if (!content)
        return untrusted("not signed: " + file + ".sig is missing");
    auto signature = signatureFromJson(*content);
    if (!signature)
        return untrusted("signature: " + signature.error().detail);
    if (signature->kind != kind)
        return untrusted("the signature is for something else");
    if (!isTheCitys(statementOf(signature->certificate), signature->certificate.city))
        return untrusted("the vendor's key is not counter-signed by the city");
    if (!isSignedBy(signature->certificate.key, statementOf(*signature), signature->vendor))
        return untrusted("the signature is not the vendor's");
    if (m_revoked && std::ranges::count(m_revoked->keys, signature->certificate.key) > 0)
        return untrusted("the vendor's key is revoked");
    if (m_revoked && std::ranges::count(m_revoked->sha512, signature->sha512) > 0)
        return untrusted("this file is revoked");
    if (sha512Of(file) != signature->sha512)
        return untrusted("the file is not the one that was signed");
    return std::move(*signature);
}

} // namespace banshi::drivers::host
