// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/signing.h"

#include "banshi/drivers/conformance/report_file.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sodium.h>
#include <unistd.h>

namespace banshi::drivers::conformance
{

namespace
{

using Seed = std::array<std::uint8_t, crypto_sign_SEEDBYTES>;

tl::unexpected<GroundError> bad(const std::string& what)
{
    return base::fail(GroundCode::BadUse, what);
}

/// A secret key, overwritten when it goes.
struct SecretKey
{
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> bytes{};
    host::PublicKey publicKey{};

    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }

    [[nodiscard]] host::Ed25519Signature sign(const std::string& statement) const
    {
        host::Ed25519Signature signature{};
        crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(statement.data()),
                             statement.size(), bytes.data());
        return signature;
    }
};

std::string firstLine(const std::string& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

base::Result<SecretKey, GroundError> secretKey(const std::string& file)
{
    Seed seed{};
    std::string line = firstLine(file);
    const bool isKey = sodium_init() >= 0 && host::fromHex(line, seed.data(), seed.size());
    sodium_memzero(line.data(), line.size());
    if (!isKey)
        return bad("no secret key: " + file);
    SecretKey key;
    crypto_sign_seed_keypair(key.publicKey.data(), key.bytes.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
    return key;
}

base::Result<host::PublicKey, GroundError> publicKey(const std::string& file)
{
    host::PublicKey key{};
    if (!host::fromHex(firstLine(file), key.data(), key.size()))
        return bad("no public key: " + file);
    return key;
}

nlohmann::json contentOf(const std::string& file)
{
    std::ifstream stream(file);
    return nlohmann::json::parse(stream, nullptr, false);
}

base::Result<void, GroundError> write(const std::string& file, const nlohmann::json& content)
{
    std::ofstream stream(file + ".new");
    stream << content.dump(2) << '\n';
    stream.close();
    std::error_code error;
    std::filesystem::rename(file + ".new", file, error);
    if (!stream || error)
        return bad("cannot write " + file);
    return {};
}

// A new file that only its owner reads.
bool writeSecret(const std::string& file, const std::string& text)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return false;
    const bool isWritten = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    return ::close(descriptor) == 0 && isWritten;
}

} // namespace

base::Result<void, GroundError> makeKeys(const std::string& stem)
{
    if (sodium_init() < 0)
        return bad("no source of random numbers");
    Seed seed{};
    randombytes_buf(seed.data(), seed.size());
    SecretKey key;
    crypto_sign_seed_keypair(key.publicKey.data(), key.bytes.data(), seed.data());
    std::string secret = host::toHex(seed) + '\n';
    sodium_memzero(seed.data(), seed.size());
    const bool isKept = writeSecret(stem + ".key", secret);
    sodium_memzero(secret.data(), secret.size());
    if (!isKept)
        return bad("cannot write " + stem + ".key, or it is there already");
    std::ofstream shown(stem + ".pub");
    shown << host::toHex(key.publicKey) << '\n';
    return shown.flush() ? base::Result<void, GroundError>() : bad("cannot write " + stem + ".pub");
}

base::Result<void, GroundError> certify(const std::string& cityKey, const std::string& vendor,
                                        const std::string& vendorPublicKey, const std::string& out)
{
    const auto city = secretKey(cityKey);
    if (!city)
        return tl::unexpected(city.error());
    const auto key = publicKey(vendorPublicKey);
    if (!key)
        return tl::unexpected(key.error());
    host::VendorCertificate certificate{vendor, *key, {}};
    certificate.city = city->sign(statementOf(certificate));
    const nlohmann::json content = toJson(certificate);
    if (const auto read = host::certificateFromJson(content); !read)
        return bad(read.error().detail);
    return write(out, content);
}

base::Result<void, GroundError> revoke(const std::string& cityKey, const Withdrawal& withdrawal, const std::string& out)
{
    const auto city = secretKey(cityKey);
    if (!city)
        return tl::unexpected(city.error());
    host::RevocationList list;
    if (std::filesystem::exists(out))
    {
        auto before = host::revocationsFromJson(contentOf(out));
        if (!before || !host::isSignedBy(city->publicKey, statementOf(*before), before->city))
            return bad(out + " is no list of this city");
        list = std::move(*before);
    }
    for (const std::string& file : withdrawal.publicKeys)
    {
        const auto key = publicKey(file);
        if (!key)
            return tl::unexpected(key.error());
        list.keys.push_back(*key);
    }
    for (const std::string& file : withdrawal.files)
    {
        list.sha512.push_back(host::sha512Of(file));
        if (list.sha512.back().empty())
            return bad("cannot read " + file);
    }
    list.city = city->sign(statementOf(list));
    return write(out, toJson(list));
}

base::Result<void, GroundError> signFile(const std::string& vendorKey, const std::string& certificate,
                                         const std::string& file, const std::string& plugin)
{
    if (kindOf(file) == host::SignedKind::Report)
        if (auto fit = checkReport(file, plugin); !fit)
            return fit;
    const auto vendor = secretKey(vendorKey);
    if (!vendor)
        return tl::unexpected(vendor.error());
    const auto known = host::certificateFromJson(contentOf(certificate));
    if (!known)
        return bad("certificate: " + known.error().detail);
    if (known->key != vendor->publicKey)
        return bad("the certificate is for another key");
    host::FileSignature signature{kindOf(file), host::sha512Of(file), *known, {}};
    if (signature.sha512.empty())
        return bad("cannot read " + file);
    signature.vendor = vendor->sign(statementOf(signature));
    return write(file + ".sig", toJson(signature));
}

host::SignedKind kindOf(const std::string& file)
{
    return file.ends_with(".json") ? host::SignedKind::Report : host::SignedKind::Plugin;
}

} // namespace banshi::drivers::conformance
