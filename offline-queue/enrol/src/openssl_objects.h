// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <string>

namespace banshi::queue::enrol
{

/// Frees OpenSSL's objects. Threads: any.
struct OpensslFree
{
    void operator()(BIO* bio) const { BIO_free_all(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
    void operator()(PKCS7* bundle) const { PKCS7_free(bundle); }
};
using BioPtr = std::unique_ptr<BIO, OpensslFree>;
using CertificatePtr = std::unique_ptr<X509, OpensslFree>;
using RequestPtr = std::unique_ptr<X509_REQ, OpensslFree>;
using Pkcs7Ptr = std::unique_ptr<PKCS7, OpensslFree>;

/// Reads over a text that outlives it.
[[nodiscard]] inline BioPtr over(std::string_view text)
{
    return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// The first certificate of a PEM text; null when there is none.
[[nodiscard]] inline CertificatePtr certificateIn(std::string_view pem)
{
    const BioPtr bio = over(pem);
    return CertificatePtr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

/// What was written to a memory BIO.
[[nodiscard]] inline std::string textOf(BIO* bio)
{
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

} // namespace banshi::queue::enrol
