// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/log.h"

#include "banshi/base/clock.h"

#include <QRegularExpression>
#include <cstdio>

namespace banshi::base
{

namespace
{

const char* levelName(QtMsgType type)
{
    switch (type)
    {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "unknown";
}

void write(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const auto now = std::chrono::time_point_cast<Nanoseconds>(std::chrono::system_clock::now());
    const QByteArray line = redact(text).toUtf8();
    std::fprintf(stderr, "%s %s %s %s\n", toRfc3339(now).c_str(), levelName(type),
                 context.category != nullptr ? context.category : "default", line.constData());
}

} // namespace

QString redact(const QString& text)
{
    static const QRegularExpression run(QStringLiteral("\\d{11,}[Xx]?"));
    QString clean = text;
    return clean.replace(run, QStringLiteral("###########"));
}

void installRedactingLog()
{
    qInstallMessageHandler(write);
}

} // namespace banshi::base
