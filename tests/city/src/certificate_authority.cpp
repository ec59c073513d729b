// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/certificate_authority.h"

#include <cstdio>
#include <ctime>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace banshi::city
{

namespace
{

struct Free
{
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(PKCS7* bundle) const { PKCS7_free(bundle); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;
using File = std::unique_ptr<std::FILE, Free>;

template <class Object, class Encode>
std::string derOf(const Object* object, Encode encode)
{
    unsigned char* bytes = nullptr;
    const int size = encode(object, &bytes);
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
    OPENSSL_free(bytes);
    return text;
}

Certificate certificateOf(const std::string& der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    return Certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
}

Key keyIn(const std::string& file)
{
    const File stream(std::fopen(file.c_str(), "r"));
    return Key(stream ? PEM_read_PrivateKey(stream.get(), nullptr, nullptr, nullptr) : nullptr);
}

void extend(X509* certificate, int nid, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void setTime(ASN1_TIME* into, base::UtcTime time)
{
    ASN1_TIME_set(into, static_cast<std::time_t>(base::toUnixMillis(time) / 1000));
}

void setNames(X509* certificate, const X509* authority, const std::string& name)
{
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.data()),
                               static_cast<int>(name.size()), -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(authority));
    unsigned long long serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1);
}

} // namespace

struct CertificateAuthority::Inside
{
    Certificate certificate;
    Key key;
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<Inside> inside)
    : m_inside(std::move(inside)), m_certificate(derOf(m_inside->certificate.get(), i2d_X509))
{
}

CertificateAuthority::~CertificateAuthority() = default;

std::shared_ptr<const CertificateAuthority> CertificateAuthority::load(const std::string& folder)
{
    const File stream(std::fopen((folder + "/ca.pem").c_str(), "r"));
    auto inside = std::make_unique<Inside>();
    inside->certificate.reset(stream ? PEM_read_X509(stream.get(), nullptr, nullptr, nullptr) : nullptr);
    inside->key = keyIn(folder + "/ca.key");
    if (!inside->certificate || !inside->key)
        return nullptr;
    return std::shared_ptr<const CertificateAuthority>(new CertificateAuthority(std::move(inside)));
}

std::string CertificateAuthority::issue(const std::string& publicKey, const CertificateOrder& order) const
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(publicKey.data());
    const Key key(d2i_PUBKEY(nullptr, &bytes, static_cast<long>(publicKey.size())));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    setNames(certificate.get(), m_inside->certificate.get(), order.name);
    setTime(X509_getm_notBefore(certificate.get()), order.from);
    setTime(X509_getm_notAfter(certificate.get()), order.until);
    X509_set_pubkey(certificate.get(), key.get());
    extend(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    extend(certificate.get(), NID_key_usage, "critical,digitalSignature");
    extend(certificate.get(), NID_ext_key_usage, order.isServer ? "serverAuth" : "clientAuth");
    if (order.isServer)
        extend(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    X509_sign(certificate.get(), m_inside->key.get(), EVP_sha256());
    return derOf(certificate.get(), i2d_X509);
}

bool CertificateAuthority::issueFile(const std::string& folder, const std::string& file,
                                     const CertificateOrder& order) const
{
    const Key key = keyIn(folder + "/" + file + ".key");
    if (!key)
        return false;
    const Certificate certificate = certificateOf(issue(derOf(key.get(), i2d_PUBKEY), order));
    const File stream(std::fopen((folder + "/" + file + ".pem").c_str(), "w"));
    return stream && certificate && PEM_write_X509(stream.get(), certificate.get()) == 1;
}

std::optional<CertificateRequest> readCertificateRequest(const std::string& der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<X509_REQ, Free> request(d2i_X509_REQ(nullptr, &bytes, static_cast<long>(der.size())));
    EVP_PKEY* key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    if (key == nullptr || X509_REQ_verify(request.get(), key) != 1)
        return std::nullopt;
    std::array<char, 128> name{};
    X509_NAME_get_text_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    return CertificateRequest{name.data(), derOf(key, i2d_PUBKEY)};
}

std::string certificatesOnly(const std::vector<std::string>& certificates)
{
    const std::unique_ptr<PKCS7, Free> bundle(PKCS7_new());
    PKCS7_set_type(bundle.get(), NID_pkcs7_signed);
    PKCS7_content_new(bundle.get(), NID_pkcs7_data);
    PKCS7_set_detached(bundle.get(), 1);
    for (const auto& der : certificates)
        PKCS7_add_certificate(bundle.get(), certificateOf(der).get());
    return derOf(bundle.get(), i2d_PKCS7);
}

} // namespace banshi::city
