// SPDX-License-Identifier: GPL-3.0-or-later
// banshi lines campaign: see README.md of this folder.
#include "banshi/testing/queue/test_tls.h"
#include "campaign.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>

namespace
{

using namespace banshi::testing::lines;

/// A server certificate of our authority that ended yesterday, beside a copy of nothing else.
bool makeExpired(const std::filesystem::path& tls, const std::filesystem::path& into)
{
    std::filesystem::create_directories(into);
    std::filesystem::copy_file(tls / "city.key", into / "city.key");
    const QString script =
        QStringLiteral("cd '%1' && printf 'subjectAltName=IP:127.0.0.1\\n' > x.ext && openssl req -new -key city.key "
                       "-subj /CN=expired -out x.csr && openssl x509 -req -in x.csr -CA '%2/ca.pem' -CAkey "
                       "'%2/ca.key' -days -1 -extfile x.ext -set_serial 7 -out city.pem")
            .arg(QString::fromStdString(into.string()), QString::fromStdString(tls.string()));
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
    return shell.waitForFinished() && shell.exitCode() == 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App options("Kills the gateway in front of a platform that lies, and weighs what arrived.");
    int runs = 20;
    std::uint64_t seed = 1;
    options.add_option("--runs", runs, "runs, each with a machine of its own")->check(CLI::Range(1, 1'000'000));
    options.add_option("--seed", seed, "of the first run");
    CLI11_PARSE(options, argc, argv);

    const QTemporaryDir temporary;
    const std::filesystem::path folder = temporary.path().toStdString();
    const Campaign::Folders folders{folder / "tls", folder / "strange", folder / "expired"};
    if (!banshi::testing::queue::makeTestTls(folders.tls) || !banshi::testing::queue::makeTestTls(folders.strange) ||
        !makeExpired(folders.tls, folders.expired))
    {
        std::fprintf(stderr, "no test certificates\n");
        return 2;
    }
    Campaign campaign(folders);
    bool isStarted = true;
    for (int i = 0; i < runs && isStarted; ++i)
    {
        const bool wasClean = campaign.tally().isClean();
        isStarted = campaign.run(seed + static_cast<std::uint64_t>(i));
        if (wasClean && !campaign.tally().isClean())
            std::fprintf(stderr, "first broken by --runs 1 --seed %llu\n",
                         static_cast<unsigned long long>(seed + static_cast<std::uint64_t>(i)));
    }
    const Tally& tally = campaign.tally();
    const nlohmann::ordered_json line{{"seed", seed},
                                      {"runs", tally.runs},
                                      {"kills", tally.kills},
                                      {"acknowledged", tally.acknowledged},
                                      {"arrived", tally.arrived},
                                      {"parked", tally.parked},
                                      {"lost", tally.lost},
                                      {"doubled", tally.doubled},
                                      {"disordered", tally.disordered},
                                      {"invented", tally.invented},
                                      {"stuck", tally.stuck},
                                      {"leaked", tally.leaked},
                                      {"searches", tally.searches},
                                      {"wrong_clocks", tally.wrongClocks},
                                      {"lies", tally.lies}};
    std::printf("%s\n", line.dump().c_str());
    return isStarted && tally.isClean() && tally.arrived > 0 ? 0 : 1;
}
