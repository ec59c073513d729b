// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of EST: bytes as they are (mostly no base64), and the same bytes in base64, so that the PKCS 7 reader sees
// them; also behind the head of a true answer, so that they are read as certificates.
#include "banshi/queue/enrol/est_answer.h"
#include "banshi/queue/enrol/machine_key_pair.h"

#include <cstdint>
#include <cstdlib>
#include <sodium.h>

namespace
{

// SignedData, version 1, no digests, content type data: what stands before the certificates, its lengths indefinite.
constexpr unsigned char kHead[] = {0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,
                                   0xa0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x0b, 0x06, 0x09,
                                   0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01, 0xa0, 0x80};

std::string base64(const std::string& bytes)
{
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

void read(const std::string& body)
{
    using namespace banshi::queue::enrol;
    const auto certificates = certificatesIn(body);
    if (!certificates)
        return;
    if (certificates->empty() || certificates->size() > static_cast<std::size_t>(kMostCertificates))
        std::abort();
    static const MachineKeyPair key = MachineKeyPair::make().value();
    for (const auto& pem : *certificates)
        if (key.fits(pem, "TEST-01")) // nobody can have signed for a key that was just made
            std::abort();
    (void)isSignedByOneOf(certificates->front(), *certificates);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(data, data + size);
    read(bytes);
    read(base64(bytes));
    read(base64(std::string(std::begin(kHead), std::end(kHead)) + bytes));
    return 0;
}
