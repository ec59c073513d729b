// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-platformtest: asks a platform's server what the contract demands of it, and says what it found.
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/platformtest/exam.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

namespace
{

using namespace banshi::queue;
using platformtest::Mark;

constexpr int kUnusable = 2; // exit code: the examination could not begin

const char* wordOf(Mark::Kind kind)
{
    switch (kind)
    {
    case Mark::Kind::Passed:
        return "passed";
    case Mark::Kind::Failed:
        return "FAILED";
    case Mark::Kind::Skipped:
        return "skipped";
    }
    return "";
}

void tell(const Mark& mark, bool asJson)
{
    if (asJson)
        std::printf(
            "%s\n",
            nlohmann::ordered_json{{"question", mark.question}, {"mark", wordOf(mark.kind)}, {"detail", mark.detail}}
                .dump()
                .c_str());
    else
        std::printf("%-8s %s%s%s\n", wordOf(mark.kind), mark.question.c_str(), mark.detail.empty() ? "" : ": ",
                    mark.detail.c_str());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    banshi::base::installRedactingLog();
    CLI::App options("Tests a platform's server against the contract of Banshi. It makes sessions and reports: never "
                     "point it at a platform that serves residents.");
    platformtest::Target target;
    target.item = "utl.water";
    std::string restart;
    std::string seal;
    std::string sign;
    std::string receipts;
    bool asJson = false;
    options.add_option("--url", target.tls.url, "the server, https://host:port")->required();
    options.add_option("--device", target.device, "device id: the common name of the certificate")->required();
    options.add_option("--ca", target.tls.ca, "the server's authority (PEM)")->required()->check(CLI::ExistingFile);
    options.add_option("--certificate", target.tls.certificate, "a machine's certificate (PEM)")
        ->required()
        ->check(CLI::ExistingFile);
    options.add_option("--key", target.tls.key, "its private key (PEM)")->required()->check(CLI::ExistingFile);
    options.add_option("--seal-key", seal, "the platform's X25519 key: `key-id base64`")->required();
    options.add_option("--signature-key", sign, "the platform's Ed25519 key: `key-id base64`")->required();
    options.add_option("--receipt-key", receipts,
                       "whose receipts count, e.g. of a district's gateway; without it the platform's");
    options.add_option("--item", target.item, "a service item that the platform has");
    options.add_option("--restart", restart,
                       "shell command that restarts the server and returns when it serves; without it those questions "
                       "are skipped");
    options.add_flag("--json", asJson, "one JSON object a line");
    CLI11_PARSE(options, argc, argv);
    if (!restart.empty())
        // The examiner's own command, as typed.
        target.restart = [restart] { return std::system(restart.c_str()) == 0; }; // NOLINT(cert-env33-c)

    auto sealKey = store::PlatformKey::read(seal);
    auto signKey = sync::SignatureKey::read(sign);
    auto receiptKey = sync::SignatureKey::read(receipts.empty() ? sign : receipts);
    if (!sealKey || !signKey || !receiptKey)
    {
        std::fprintf(stderr, "banshi-platformtest: %s\n",
                     !sealKey   ? sealKey.error().detail.c_str()
                     : !signKey ? signKey.error().c_str()
                                : receiptKey.error().c_str());
        return kUnusable;
    }
    target.receipts = std::move(*receiptKey);
    const banshi::base::SystemClock clock;
    platformtest::PlatformUnderTest platform(std::move(target), std::move(*sealKey), std::move(*signKey), clock);
    return platformtest::examine(platform, platformtest::questions(), [&](const Mark& mark) { tell(mark, asJson); })
               ? 0
               : 1;
}
