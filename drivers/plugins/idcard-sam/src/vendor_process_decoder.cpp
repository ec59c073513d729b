// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/photo_decoder.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>
#include <sys/prctl.h>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr int kSliceMs = 50;

// Overwrites every file that the program left behind; the folder itself goes with its QTemporaryDir.
void overwriteFiles(const QString& folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
    {
        QFile file(files.next());
        if (file.open(QIODevice::ReadWrite))
            file.write(QByteArray(static_cast<qsizetype>(file.size()), '\0'));
    }
}

bool waitForEnd(QProcess& process, std::chrono::milliseconds limit, const sdk::CallContext& call)
{
    const sdk::TimePoint end = call.atMost(limit);
    while (!process.waitForFinished(kSliceMs))
        if (process.state() == QProcess::NotRunning || call.cancelled() || call.now() >= end)
            return process.state() == QProcess::NotRunning;
    return true;
}

} // namespace

VendorProcessDecoder::VendorProcessDecoder(std::string program, std::vector<std::string> arguments, std::string runDir,
                                           std::chrono::milliseconds limit)
    : m_program(std::move(program)), m_arguments(std::move(arguments)), m_runDir(std::move(runDir)), m_limit(limit)
{
}

sdk::CardPhoto VendorProcessDecoder::decode(std::span<const std::uint8_t> record, const sdk::CallContext& call)
{
    sdk::CardPhoto photo;
    photo.state = sdk::PhotoState::NotDecodable;
    const QTemporaryDir folder(QString::fromStdString(m_runDir) + QStringLiteral("/photo-XXXXXX"));
    if (!folder.isValid())
        return photo;
    QStringList arguments;
    for (const std::string& argument : m_arguments)
        arguments << QString::fromStdString(argument);

    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.start(QString::fromStdString(m_program), arguments);
    process.write(reinterpret_cast<const char*>(record.data()), static_cast<qint64>(record.size()));
    process.closeWriteChannel();
    const bool ended = waitForEnd(process, m_limit, call);
    if (!ended)
    {
        process.kill();
        process.waitForFinished(kSliceMs * 20);
    }
    QByteArray picture = process.readAllStandardOutput();
    constexpr qsizetype kSize = qsizetype(kWidth) * kHeight * 3;
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 && picture.size() == kSize)
    {
        photo.state = sdk::PhotoState::Decoded;
        photo.width = kWidth;
        photo.height = kHeight;
        photo.bgr.assign(picture.cbegin(), picture.cend());
    }
    picture.fill('\0');
    overwriteFiles(folder.path());
    return photo;
}

} // namespace banshi::drivers::plugins::idcard_sam
