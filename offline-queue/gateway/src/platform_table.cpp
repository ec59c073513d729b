// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform_table.h"

#include "banshi/queue/sync/signature.h"
#include "tls_files.h"

namespace banshi::queue::gateway
{

namespace fs = std::filesystem;

fs::path readFileEntry(base::ConfigTable& table, const fs::path& folder, const std::string& key,
                       const std::string& wanted, const std::function<std::string(const fs::path&)>& faultOf)
{
    const std::string name = table.text(key, wanted);
    if (name.empty())
        return {};
    fs::path file = folder / name;
    if (const std::string fault = faultOf(file); !fault.empty())
        table.fault(key, fault, wanted);
    return file;
}

std::string faultOfSignatureKey(const fs::path& file)
{
    return sync::SignatureKey::read(file) ? std::string() : std::string("holds no such key");
}

PlatformAddress readPlatform(base::ConfigTable& platform, const fs::path& folder)
{
    PlatformAddress read;
    read.url = platform.text("url", "the platform's address, https://host:port");
    if (!read.url.empty() && !read.url.starts_with("https://"))
        platform.fault("url", "does not begin with https://", "the platform is reached over TLS only");
    read.pin = platform.textOr("pin", "");
    if (!read.pin.empty() && !read.pin.starts_with("sha256//"))
        platform.fault("pin", "does not begin with sha256//", "sha256//<base64 of the SHA-256 of the public key>");
    read.ca = readFileEntry(platform, folder, "ca", "the file with the platform's certificate authority (PEM)",
                            faultOfAuthorities);
    if (platform.has("certificate") || platform.has("key"))
    {
        read.certificate =
            readFileEntry(platform, folder, "certificate", "our own certificate (PEM)", faultOfCertificate);
        read.key = readFileEntry(platform, folder, "key", "our own private key (PEM)",
                                 [&](const fs::path& file) { return faultOfKey(file, read.certificate); });
    }
    read.signatureKey = readFileEntry(platform, folder, "signature_key", "the platform's Ed25519 key: `key-id base64`",
                                      faultOfSignatureKey);
    return read;
}

sync::TlsIdentity identityOf(const PlatformAddress& platform)
{
    return {platform.url, platform.ca, platform.certificate, platform.key, platform.pin};
}

} // namespace banshi::queue::gateway
