// SPDX-License-Identifier: GPL-3.0-or-later
#include "painted_start.h"

#include "bench.h"
#include "stopwatch.h"

#include <QProcess>

namespace banshi::bench
{

Watched freshSession(const QString& programs, const QString& machineFile)
{
    return {programs + QStringLiteral("/banshi-session"),
            {QStringLiteral("--config"), machineFile},
            "{\"do\":\"show\"}\n",
            QStringLiteral("front"),
            QStringLiteral("设备和网络都正常")};
}

double startUntilPainted(const Watched& watched, const QString& plugins, EyeWatcher& eye)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), plugins);
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("banshi-eye:") + eye.path());
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    eye.forget();
    bool painted = false;
    const double took = timeOf<std::milli>([&] {
        process.start(watched.program, watched.arguments);
        process.write(watched.order);
        painted = eye.waitFor(watched.page, watched.words, kLongestPaintMs);
    });
    process.kill();
    process.waitForFinished(kLongestPaintMs);
    if (!painted)
        throw Broken("no complete page within 30 s from " + watched.program.toStdString());
    return took;
}

} // namespace banshi::bench
