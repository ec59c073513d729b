// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/session.h"
#include "banshi/base/timer.h"
#include "banshi/ui/i18n/translator.h"
#include "banshi/ui/speech/voice.h"

#include <QObject>

namespace banshi::app::pages
{

/// Says aloud what the page of the face asks for: who looks into a camera does not read, and some cannot. A movement
/// that is asked for is said at once, as the time to answer runs; a correction waits until the sentence before it is
/// over, so that hints which change quickly do not become stammering. What stands for ten seconds is said again.
/// Threads: the GUI thread.
class AdviceVoice : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive this object.
    AdviceVoice(const base::Clock& clock, const session::Session& session, const ui::i18n::Translator& translator,
                ui::speech::Voice& voice);

private:
    /// What has to be heard now.
    struct Prompt
    {
        QString words;
        bool isUrgent = false; ///< breaks off a sentence
        bool isLast = false;   ///< may be heard to its end on the next page
    };

    [[nodiscard]] Prompt wanted() const;
    void follow();
    void say(const Prompt& prompt);
    void fallSilent();

    const base::Clock& m_clock;
    const session::Session& m_session;
    const ui::i18n::Translator& m_translator;
    ui::speech::Voice& m_voice;
    base::Timer m_again;
    Prompt m_said;
};

} // namespace banshi::app::pages
