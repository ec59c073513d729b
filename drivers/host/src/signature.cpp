// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/signature.h"

#include <QCryptographicHash>
#include <QFile>
#include <algorithm>
#include <sodium.h>

namespace banshi::drivers::host
{

namespace
{

using nlohmann::json;

constexpr std::size_t kLongestVendor = 80;
constexpr std::size_t kHashHex = 128;

constexpr const char* kCertificateFormat = "banshi-vendor/1";
constexpr const char* kSignatureFormat = "banshi-signature/1";
constexpr const char* kRevocationFormat = "banshi-revocations/1";

const char* wordOf(SignedKind kind)
{
    return kind == SignedKind::Plugin ? "plugin" : "report";
}

tl::unexpected<HostError> untrusted(const std::string& what)
{
    return base::fail(HostCode::NotTrusted, what, base::Retry::NeedsAttendant);
}

bool isHash(const std::string& text)
{
    return text.size() == kHashHex && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// Whatever nlohmann throws about a member becomes an error that names the file's kind.
template <class Value, class Read>
base::Result<Value, HostError> guarded(const char* format, const json& file, Read read)
{
    try
    {
        if (file.at("format") != format)
            return untrusted(std::string("no ") + format);
        return read();
    }
    catch (const json::exception& error)
    {
        return untrusted(std::string(format) + ": " + error.what());
    }
}

} // namespace

std::string toHex(const std::uint8_t* bytes, std::size_t size)
{
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, size);
    text.pop_back();
    return text;
}

bool fromHex(const std::string& text, std::uint8_t* into, std::size_t size)
{
    std::size_t length = 0;
    const char* end = nullptr;
    return sodium_hex2bin(into, size, text.data(), text.size(), nullptr, &length, &end) == 0 && length == size &&
           end == text.data() + text.size();
}

std::string statementOf(const VendorCertificate& certificate)
{
    return std::string(kCertificateFormat) + '\n' + certificate.vendor + '\n' + toHex(certificate.key) + '\n';
}

std::string statementOf(const FileSignature& signature)
{
    return std::string(kSignatureFormat) + '\n' + wordOf(signature.kind) + '\n' + signature.sha512 + '\n';
}

std::string statementOf(const RevocationList& list)
{
    std::string text = std::string(kRevocationFormat) + '\n';
    for (const PublicKey& key : list.keys)
        text += "key " + toHex(key) + '\n';
    for (const std::string& hash : list.sha512)
        text += "file " + hash + '\n';
    return text;
}

json toJson(const VendorCertificate& certificate)
{
    return {{"format", kCertificateFormat},
            {"vendor", certificate.vendor},
            {"key", toHex(certificate.key)},
            {"city", toHex(certificate.city)}};
}

json toJson(const FileSignature& signature)
{
    return {{"format", kSignatureFormat},
            {"kind", wordOf(signature.kind)},
            {"sha512", signature.sha512},
            {"certificate", toJson(signature.certificate)},
            {"signature", toHex(signature.vendor)}};
}

json toJson(const RevocationList& list)
{
    json keys = json::array();
    for (const PublicKey& key : list.keys)
        keys.push_back(toHex(key));
    return {{"format", kRevocationFormat}, {"keys", keys}, {"files", list.sha512}, {"city", toHex(list.city)}};
}

base::Result<VendorCertificate, HostError> certificateFromJson(const json& file)
{
    return guarded<VendorCertificate>(kCertificateFormat, file, [&]() -> base::Result<VendorCertificate, HostError> {
        VendorCertificate result;
        file.at("vendor").get_to(result.vendor);
        const bool isName = !result.vendor.empty() && result.vendor.size() <= kLongestVendor &&
                            std::ranges::none_of(result.vendor, [](char c) { return c >= 0 && c < ' '; });
        if (!isName)
            return untrusted("vendor");
        if (!fromHex(file.at("key").get<std::string>(), result.key.data(), result.key.size()))
            return untrusted("key");
        if (!fromHex(file.at("city").get<std::string>(), result.city.data(), result.city.size()))
            return untrusted("city");
        return result;
    });
}

base::Result<FileSignature, HostError> signatureFromJson(const json& file)
{
    return guarded<FileSignature>(kSignatureFormat, file, [&]() -> base::Result<FileSignature, HostError> {
        FileSignature result;
        const auto kind = file.at("kind").get<std::string>();
        if (kind != wordOf(SignedKind::Plugin) && kind != wordOf(SignedKind::Report))
            return untrusted("kind");
        result.kind = kind == wordOf(SignedKind::Plugin) ? SignedKind::Plugin : SignedKind::Report;
        file.at("sha512").get_to(result.sha512);
        if (!isHash(result.sha512))
            return untrusted("sha512");
        auto certificate = certificateFromJson(file.at("certificate"));
        if (!certificate)
            return tl::unexpected(certificate.error());
        result.certificate = std::move(*certificate);
        if (!fromHex(file.at("signature").get<std::string>(), result.vendor.data(), result.vendor.size()))
            return untrusted("signature");
        return result;
    });
}

base::Result<RevocationList, HostError> revocationsFromJson(const json& file)
{
    return guarded<RevocationList>(kRevocationFormat, file, [&]() -> base::Result<RevocationList, HostError> {
        RevocationList result;
        for (const json& entry : file.at("keys"))
        {
            PublicKey key{};
            if (!fromHex(entry.get<std::string>(), key.data(), key.size()))
                return untrusted("keys");
            result.keys.push_back(key);
        }
        file.at("files").get_to(result.sha512);
        if (!std::ranges::all_of(result.sha512, isHash))
            return untrusted("files");
        if (!fromHex(file.at("city").get<std::string>(), result.city.data(), result.city.size()))
            return untrusted("city");
        return result;
    });
}

std::string sha512Of(const std::string& file)
{
    QFile content(QString::fromStdString(file));
    QCryptographicHash hash(QCryptographicHash::Sha512);
    if (!content.open(QIODevice::ReadOnly) || !hash.addData(&content))
        return {};
    return hash.result().toHex().toStdString();
}

bool isSignedBy(const PublicKey& key, const std::string& statement, const Ed25519Signature& signature)
{
    return sodium_init() >= 0 &&
           crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(statement.data()),
                                       statement.size(), key.data()) == 0;
}

} // namespace banshi::drivers::host
