// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/speech/voice.h"

#include <QStringList>

/// A voice that writes down what it is given and speaks until the test lets it end.
class FakeVoice : public banshi::ui::speech::Voice
{
public:
    QStringList said;
    banshi::ui::i18n::Language language = banshi::ui::i18n::Language::Chinese; ///< of the last sentence
    int hushed = 0;
    bool speaking = false;

    void say(const QString& words, banshi::ui::i18n::Language in) override
    {
        said << words;
        language = in;
        speaking = true;
    }
    void hush() override
    {
        ++hushed;
        speaking = false;
    }
    [[nodiscard]] bool isSpeaking() const override { return speaking; }
    void end()
    {
        speaking = false;
        Q_EMIT finished();
    }
};
