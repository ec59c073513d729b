// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/machine_key_pair.h"

#include "openssl_objects.h"

#include <algorithm>
#include <array>
#include <openssl/ec.h>

namespace banshi::queue::enrol
{

namespace
{

EVP_PKEY* raw(const std::shared_ptr<void>& key)
{
    return static_cast<EVP_PKEY*>(key.get());
}

std::shared_ptr<void> owned(EVP_PKEY* key)
{
    return {key, [](void* freed) { EVP_PKEY_free(static_cast<EVP_PKEY*>(freed)); }};
}

} // namespace

std::optional<MachineKeyPair> MachineKeyPair::make()
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    return key == nullptr ? std::nullopt : std::optional(MachineKeyPair(owned(key)));
}

std::optional<MachineKeyPair> MachineKeyPair::parse(std::string_view pem)
{
    const BioPtr bio = over(pem);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
    return key == nullptr ? std::nullopt : std::optional(MachineKeyPair(owned(key)));
}

base::SecretBytes MachineKeyPair::pem() const
{
    const BioPtr bio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio.get(), raw(m_key), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return base::SecretBytes(std::string_view(bytes, static_cast<std::size_t>(std::max(size, 0L))));
}

std::string MachineKeyPair::requestFor(const std::string& name) const
{
    const RequestPtr request(X509_REQ_new());
    X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()), -1,
                               0);
    X509_REQ_set_pubkey(request.get(), raw(m_key));
    X509_REQ_sign(request.get(), raw(m_key), EVP_sha256());
    const BioPtr memory(BIO_new(BIO_s_mem()));
    BIO* base64 = BIO_push(BIO_new(BIO_f_base64()), memory.get());
    i2d_X509_REQ_bio(base64, request.get());
    (void)BIO_flush(base64);
    BIO_pop(base64);
    BIO_free(base64);
    return textOf(memory.get());
}

bool MachineKeyPair::fits(const std::string& certificatePem, const std::string& name) const
{
    const CertificatePtr certificate = certificateIn(certificatePem);
    if (!certificate || EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), raw(m_key)) != 1)
        return false;
    std::array<char, 128> found{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, found.data(),
                              static_cast<int>(found.size()));
    return name == found.data();
}

bool isSignedByOneOf(const std::string& certificatePem, const std::vector<std::string>& authoritiesPem)
{
    const CertificatePtr certificate = certificateIn(certificatePem);
    return certificate && std::any_of(authoritiesPem.begin(), authoritiesPem.end(), [&](const std::string& pem) {
               const CertificatePtr authority = certificateIn(pem);
               return authority && X509_verify(certificate.get(), X509_get0_pubkey(authority.get())) == 1;
           });
}

} // namespace banshi::queue::enrol
