// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/advice_voice.h"

#include "banshi/app/pages/session_presenter.h"

namespace banshi::app::pages
{

namespace
{

constexpr std::chrono::seconds kAgain(10); // a sentence takes up to 5 s; after as long a silence it is said again

/// A movement that proves life: the person has a few seconds for it.
bool isTimed(ui::pages::Movement movement)
{
    using ui::pages::Movement;
    return movement != Movement::Still && movement != Movement::Closer && movement != Movement::Back;
}

} // namespace

AdviceVoice::AdviceVoice(const base::Clock& clock, const session::Session& session,
                         const ui::i18n::Translator& translator, ui::speech::Voice& voice)
    : m_clock(clock), m_session(session), m_translator(translator), m_voice(voice), m_again(clock)
{
    connect(&session, &session::Session::changed, this, &AdviceVoice::follow);
    connect(&translator, &ui::i18n::Translator::languageChanged, this, &AdviceVoice::follow);
    connect(&voice, &ui::speech::Voice::finished, this, &AdviceVoice::follow);
    connect(&m_again, &base::Timer::fired, this, [this] {
        m_said = {};
        follow();
    });
}

AdviceVoice::Prompt AdviceVoice::wanted() const
{
    if (m_session.flow() == nullptr)
        return {};
    const auto* state = std::get_if<session::FaceState>(&m_session.flow()->current().state());
    if (state == nullptr)
        return {};
    const auto presented = present(*m_session.flow(), m_session.visit(), m_clock);
    const auto& contents = std::get<ui::pages::FaceContents>(presented.page);
    QStringList words;
    for (const auto& text : ui::pages::prompts(contents))
        words << m_translator.words(text);
    using Phase = session::FaceState::Phase;
    return {words.join(QStringLiteral("\n\n")), state->phase != Phase::Looking || isTimed(contents.movement),
            state->phase == Phase::Granting};
}

void AdviceVoice::follow()
{
    const Prompt prompt = wanted();
    if (prompt.words.isEmpty())
        return fallSilent();
    if (prompt.words == m_said.words || (m_voice.isSpeaking() && !prompt.isUrgent))
        return;
    say(prompt);
}

void AdviceVoice::say(const Prompt& prompt)
{
    m_said = prompt;
    m_again.start(kAgain);
    m_voice.say(prompt.words, m_translator.language());
}

void AdviceVoice::fallSilent()
{
    m_again.stop();
    const Prompt last = std::exchange(m_said, {});
    if (!last.words.isEmpty() && !last.isLast)
        m_voice.hush();
}

} // namespace banshi::app::pages
