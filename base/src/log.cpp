// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/log.h"

#include "banshi/base/clock.h"

#include <QRegularExpression>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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

// What Qt says about its platform plug-ins is left out: the one line at the end says what matters.
void writeAtStart(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    constexpr const char* kPlatform = "qt.qpa";
    const bool isOfPlatform = context.category != nullptr && std::strstr(context.category, kPlatform) != nullptr;
    if (type != QtFatalMsg && !isOfPlatform)
        write(type, context, text);
    if (type != QtFatalMsg)
        return;
    const QByteArray display = qgetenv("DISPLAY");
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    if (display.isEmpty() || !(platform.isEmpty() || platform == "xcb"))
        std::fprintf(stderr, "There is no screen: DISPLAY is '%s' and Qt cannot start QT_QPA_PLATFORM '%s'.\n",
                     display.constData(), platform.constData());
    else
        std::fprintf(stderr, "There is no screen: the X display '%s' does not answer.\n", display.constData());
    std::_Exit(kNoScreen);
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

void installStartLog()
{
    qInstallMessageHandler(writeAtStart);
}

} // namespace banshi::base
