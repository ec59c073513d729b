// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/speech/program_voice.h"

#include <csignal>
#include <sys/prctl.h>

namespace banshi::ui::speech
{

namespace
{

// The longest sentence of the tables takes 9 s; a sound device that hangs shall not silence the next one for long.
constexpr std::chrono::seconds kLongestSentence(20);

QStringList voiceArguments(i18n::Language language)
{
    const bool chinese = language == i18n::Language::Chinese;
    return {QStringLiteral("-b"), QStringLiteral("1"), // UTF-8
            QStringLiteral("-v"), chinese ? QStringLiteral("cmn") : QStringLiteral("en"), QStringLiteral("--stdin")};
}

} // namespace

ProgramVoice::ProgramVoice(const base::Clock& clock, SpeechSetting setting, QObject* parent)
    : Voice(parent), m_setting(std::move(setting)), m_limit(clock)
{
    // Nobody else's advice is said after a session that has died.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        const bool isWell = status == QProcess::NormalExit && code == 0;
        // eSpeak NG ends with 0 when it has no sound device, and says so.
        const QByteArray said = m_process.readAllStandardError().trimmed();
        if (isWell && said.isEmpty())
            processEnded({});
        else
            processEnded(QStringLiteral("exit %1: %2").arg(code).arg(QString::fromUtf8(said.right(80))));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            processEnded(m_process.errorString());
    });
    connect(&m_limit, &base::Timer::fired, this, [this] {
        complain(QStringLiteral("no end of a sentence after 20 s"));
        m_isDropped = true;
        m_process.kill();
    });
}

ProgramVoice::~ProgramVoice()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(1000); // ms: a killed process is gone at once
}

void ProgramVoice::say(const QString& words, i18n::Language language)
{
    if (m_setting.program.isEmpty() || words.isEmpty())
        return;
    m_next = {words, language};
    m_hasNext = true;
    m_isSpeaking = true;
    if (m_process.state() == QProcess::NotRunning)
        return begin();
    m_isDropped = true;
    m_process.kill();
}

void ProgramVoice::hush()
{
    m_hasNext = false;
    m_isSpeaking = false;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_isDropped = true;
    m_process.kill();
}

void ProgramVoice::begin()
{
    m_hasNext = false;
    m_isDropped = false;
    m_limit.start(kLongestSentence);
    m_process.start(m_setting.program, voiceArguments(m_next.language) + m_setting.arguments);
    m_process.write(m_next.words.toUtf8());
    m_process.closeWriteChannel();
}

void ProgramVoice::processEnded(const QString& trouble)
{
    m_limit.stop();
    if (!trouble.isEmpty() && !m_isDropped)
        complain(trouble);
    if (m_hasNext)
        return begin();
    if (std::exchange(m_isSpeaking, false))
        Q_EMIT finished();
}

void ProgramVoice::complain(const QString& trouble)
{
    if (!std::exchange(m_hasComplained, true))
        qWarning("speech: %s cannot be heard: %s", qPrintable(m_setting.program), qPrintable(trouble));
}

} // namespace banshi::ui::speech
