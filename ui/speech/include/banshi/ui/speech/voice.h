// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/text.h"

#include <QObject>

namespace banshi::ui::speech
{

/// Says sentences aloud, one at a time. Nothing personal is ever given to it: a street hears what it says.
/// Threads: GUI thread, which never waits for it.
class Voice : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Says `words`; what is being said is broken off.
    virtual void say(const QString& words, i18n::Language language) = 0;
    /// Breaks off what is being said. finished() does not follow.
    virtual void hush() = 0;
    [[nodiscard]] virtual bool isSpeaking() const = 0;

Q_SIGNALS:
    /// The last sentence is over: said to its end, or given up because it could not be said.
    void finished();
};

} // namespace banshi::ui::speech
