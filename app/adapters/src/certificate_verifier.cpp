// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/certificate_verifier.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <fstream>
#include <openssl/evp.h>

namespace banshi::app::adapters
{

namespace
{

constexpr qsizetype kKeyBytes = 32;       // RFC 8032
constexpr qsizetype kSignatureBytes = 64; // RFC 8032

struct KeyFree
{
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

bool verify(const std::string& publicKey, const QByteArray& signature, const std::string& text)
{
    const std::unique_ptr<EVP_PKEY, KeyFree> key(EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(publicKey.data()), publicKey.size()));
    const std::unique_ptr<EVP_MD_CTX, KeyFree> context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.constData()),
                            static_cast<std::size_t>(signature.size()),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

} // namespace

base::Result<CertificateVerifier, std::string> CertificateVerifier::open(const std::filesystem::path& keyFile)
{
    std::ifstream file(keyFile);
    std::string id;
    std::string base64;
    if (!(file >> id >> base64))
        return tl::unexpected(keyFile.string() + ": a line `key-id base64` is expected");
    const QByteArray key = QByteArray::fromBase64(QByteArray::fromStdString(base64));
    if (key.size() != kKeyBytes)
        return tl::unexpected(keyFile.string() + ": the key is not 32 bytes long");
    CertificateVerifier verifier;
    verifier.m_keyId = id;
    verifier.m_publicKey = key.toStdString();
    return verifier;
}

bool CertificateVerifier::operator()(const nlohmann::json& answer, const base::SecretBytes& pdf) const
{
    if (pdf.empty() || !pdf.text().starts_with("%PDF-") ||
        answer.value("size", std::int64_t(0)) != static_cast<std::int64_t>(pdf.size()))
        return false;
    const QByteArrayView bytes(reinterpret_cast<const char*>(pdf.data()), static_cast<qsizetype>(pdf.size()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    const std::string digest = hash.result().toHex().toStdString();
    if (digest != answer.value("sha256", "") || answer.value("key_id", "") != m_keyId)
        return false;
    const QByteArray signature = QByteArray::fromBase64(QByteArray::fromStdString(answer.value("signature", "")));
    const std::string text = "banshi-certificate-v1\n" + answer.value("serial", "") + "\n" + digest + "\n" +
                             std::to_string(answer.value("pages", 0));
    return signature.size() == kSignatureBytes && verify(m_publicKey, signature, text);
}

} // namespace banshi::app::adapters
