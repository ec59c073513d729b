// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/ui/speech/voice.h"

#include <QProcess>
#include <QStringList>

namespace banshi::ui::speech
{

/// How a machine speaks.
struct SpeechSetting
{
    QString program{};       ///< a program with the command line of eSpeak NG (`espeak-ng`); empty: the machine is mute
    QStringList arguments{}; ///< more for its command line: `-a` loudness, `-s` words a minute, `-d` device, `-w` file
};

/// A voice by a program like eSpeak NG: one process a sentence, the words through its standard input, so that no list
/// of processes shows them. A program that is missing, fails or takes more than 20 s for a sentence is given up for
/// that sentence and named in the log once; the page has the same words in writing.
/// Threads: GUI thread, which never waits for it.
class ProgramVoice : public Voice
{
    Q_OBJECT

public:
    /// `clock` must outlive the voice.
    ProgramVoice(const base::Clock& clock, SpeechSetting setting, QObject* parent = nullptr);
    ~ProgramVoice() override;

    void say(const QString& words, i18n::Language language) override;
    void hush() override;
    [[nodiscard]] bool isSpeaking() const override { return m_isSpeaking; }

private:
    struct Sentence
    {
        QString words;
        i18n::Language language = i18n::Language::Chinese;
    };

    void begin();
    void processEnded(const QString& trouble);
    void complain(const QString& trouble);

    SpeechSetting m_setting;
    QProcess m_process;
    base::Timer m_limit;
    Sentence m_next;           ///< what is said as soon as the process before it has gone
    bool m_hasNext = false;    ///< there is such a sentence
    bool m_isSpeaking = false; ///< somebody waits for finished()
    bool m_isDropped = false;  ///< the running process was ended by us
    bool m_hasComplained = false;
};

} // namespace banshi::ui::speech
