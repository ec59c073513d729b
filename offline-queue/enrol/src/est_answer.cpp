// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/enrol/est_answer.h"

#include "openssl_objects.h"

#include <optional>
#include <sodium.h>

namespace banshi::queue::enrol
{

namespace
{

std::optional<std::vector<std::uint8_t>> decoded(std::string_view body)
{
    if (body.empty()) // libsodium wants an address
        return std::nullopt;
    std::vector<std::uint8_t> bytes(body.size());
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), body.data(), body.size(), " \t\r\n", &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != body.data() + body.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

auto wrong(const char* what)
{
    return base::fail(EnrolCode::WrongAnswer, what, base::Retry::Later);
}

} // namespace

EnrolResult<std::vector<std::string>> certificatesIn(std::string_view body)
{
    if (body.size() > kMostAnswer)
        return wrong("too large");
    const auto der = decoded(body);
    if (!der || der->empty())
        return wrong("no base64");
    const std::uint8_t* at = der->data();
    const Pkcs7Ptr bundle(d2i_PKCS7(nullptr, &at, static_cast<long>(der->size())));
    if (!bundle || at != der->data() + der->size())
        return wrong("no PKCS 7");
    if (!PKCS7_type_is_signed(bundle.get()) || bundle->d.sign == nullptr || bundle->d.sign->cert == nullptr)
        return wrong("no certificates");
    const STACK_OF(X509)* all = bundle->d.sign->cert;
    const int count = sk_X509_num(all);
    if (count < 1 || count > kMostCertificates)
        return wrong("none or too many certificates");
    std::vector<std::string> certificates;
    for (int i = 0; i < count; ++i)
    {
        const BioPtr bio(BIO_new(BIO_s_mem()));
        if (PEM_write_bio_X509(bio.get(), sk_X509_value(all, i)) != 1)
            return wrong("a certificate that cannot be written");
        certificates.push_back(textOf(bio.get()));
    }
    return certificates;
}

} // namespace banshi::queue::enrol
