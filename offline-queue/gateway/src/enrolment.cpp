// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/enrolment.h"

#include "banshi/queue/enrol/identity_probe.h"
#include "banshi/queue/sync/platform_time.h"
#include "platform_table.h"

#include <cstdio>
#include <fstream>

namespace banshi::queue::gateway
{

namespace
{

int failed(const std::string& what, const std::string& advice)
{
    std::fprintf(stderr, "not enrolled: %s\n%s\n", what.c_str(), advice.c_str());
    return 1;
}

std::string adviceFor(const enrol::EnrolError& error)
{
    switch (error.code)
    {
    case enrol::EnrolCode::NoAnswer:
        return "The platform does not answer (" + error.detail +
               "). Check the line and run the same command again; "
               "the code stays good.";
    case enrol::EnrolCode::CodeWrong:
        return "The code is wrong, has been used, or is for another machine. Ask the platform's operators for a new "
               "one.";
    case enrol::EnrolCode::Refused:
        return "The platform gives no certificate (" + error.detail +
               "). Compare device_id in the machine file with "
               "the number that the platform knows.";
    case enrol::EnrolCode::WrongAnswer:
    case enrol::EnrolCode::NotOurs:
        return "The answer is not a certificate for this machine (" + error.detail +
               "). Nothing was changed; tell the "
               "platform's operators.";
    case enrol::EnrolCode::CannotWrite:
        return "The folder of the identity cannot be written (" + error.detail + "). Run this as the gateway's user.";
    case enrol::EnrolCode::ClockUnknown:
    case enrol::EnrolCode::NoCertificate:
        return "Run the same command again.";
    }
    return {};
}

std::string codeIn(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string code;
    stream >> code;
    return code;
}

} // namespace

int enrolMachine(const GatewayConfig& config, sync::SignatureKey key, const base::Clock& machineClock,
                 const std::filesystem::path& siteCodeFile)
{
    if (config.identityDir.empty())
        return failed("the machine file names certificate and key",
                      "Remove both lines of [platform]: then the gateway keeps and renews them itself.");
    std::string code = codeIn(siteCodeFile);
    if (code.empty())
        return failed("no site code", "The file has to hold the code that the platform's operators gave.");
    sync::TrustedClock clock(machineClock, sync::buildDay());
    sync::HttpsClient client(identityOf(config.platform), config.deviceId, clock);
    sync::PlatformTime time(client, std::move(key), clock);
    const auto said = time.ask();
    if (!clock.wall().trusted)
        return failed(said.answer ? "the platform does not sign its time" : sync::dotted(said.answer.error().code),
                      "The platform's time is needed first. Check url, ca, pin and signature_key of [platform], and "
                      "the line.");
    enrol::IdentityFolder folder(config.identityDir);
    enrol::EstClient est(client, folder, config.deviceId, clock);
    const auto enrolled = est.enrol(code);
    base::wipe(code.data(), code.size());
    if (!enrolled)
        return failed(enrol::dotted(enrolled.error().code), adviceFor(enrolled.error()));
    if (enrol::identityProbe(identityOf(config.platform), config.deviceId, clock)(folder.file()) == true)
        (void)folder.confirm();
    std::printf("enrolled: %s has a certificate until %s; the gateway uses and renews it\n", config.deviceId.c_str(),
                base::toRfc3339(folder.life().value().until).c_str());
    return 0;
}

KeptIdentity::KeptIdentity(const GatewayConfig& config, sync::HttpsClient& client, const base::Clock& clock,
                           std::function<double()> random)
    : m_folder(config.identityDir), m_est(client, m_folder, config.deviceId, clock),
      m_renewal({m_folder, m_est, enrol::identityProbe(identityOf(config.platform), config.deviceId, clock), clock,
                 std::move(random)})
{
}

} // namespace banshi::queue::gateway
