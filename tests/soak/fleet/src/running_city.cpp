// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/fleet/running_city.h"

#include "banshi/base/system_clock.h"

#include <fstream>

namespace banshi::testing::fleet
{

namespace
{

constexpr int kPatienceMs = 60'000;

} // namespace

RunningCity::RunningCity(std::filesystem::path tls) : m_tls(std::move(tls))
{
    m_process.setProgram(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-city"));
    const auto at = [this](const char* name) { return m_folder.filePath(QString::fromLatin1(name)); };
    m_process.setArguments({QStringLiteral("--tls"), QString::fromStdString(m_tls.string()),
                            QStringLiteral("--port-file"), at("port"), QStringLiteral("--control"), at("control"),
                            QStringLiteral("--journal-dump"), at("dump")});
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

RunningCity::~RunningCity()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
}

bool RunningCity::start()
{
    constexpr std::chrono::milliseconds kGlance(20);
    const base::SystemClock clock;
    m_process.start();
    const auto until = clock.now() + std::chrono::milliseconds(kPatienceMs);
    while (m_port == 0 && clock.now() < until && m_process.state() != QProcess::NotRunning)
    {
        clock.waitFor(kGlance, {});
        std::ifstream(m_folder.filePath(QStringLiteral("port")).toStdString()) >> m_port;
    }
    return m_port != 0;
}

nlohmann::json RunningCity::end()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kPatienceMs))
        return nullptr;
    std::ifstream file(m_folder.filePath(QStringLiteral("dump")).toStdString());
    return nlohmann::json::parse(file, nullptr, false);
}

} // namespace banshi::testing::fleet
