// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/text.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace banshi::ui::i18n
{

/// Puts Text into the language of the moment with the two tables compiled into the program.
/// Table syntax: `{name}` is replaced by the argument; `{name|one|many}` by `one` when the argument reads "1", else by
/// `many`. Threads: GUI thread.
class Translator : public QObject
{
    Q_OBJECT

public:
    explicit Translator(QObject* parent = nullptr);

    [[nodiscard]] Language language() const { return m_language; }
    /// Emits languageChanged() when it really changes.
    void setLanguage(Language language);

    /// The words in the current language. An unknown key is logged and reads as the key itself.
    [[nodiscard]] QString words(const Text& text) const { return words(text, m_language); }
    /// The words in a given language.
    [[nodiscard]] QString words(const Text& text, Language language) const;

    /// True when the tables have this key in both languages.
    [[nodiscard]] bool hasKey(const QString& key) const;
    /// All keys of one language, sorted.
    [[nodiscard]] QStringList keys(Language language) const;
    /// True when this very code has its own sentences in both languages (not only its kit's fallback).
    [[nodiscard]] bool hasSentence(const QString& code) const;

Q_SIGNALS:
    void languageChanged();

private:
    using Table = QHash<QString, QString>;
    [[nodiscard]] const Table& table(Language language) const;
    [[nodiscard]] QString lookUp(const QString& key, Language language) const;
    [[nodiscard]] QString sentenceFor(const QString& code, SentencePart part, Language language) const;
    [[nodiscard]] QString fill(const QString& pattern, const std::vector<Text::Arg>& args, Language language) const;

    Language m_language = Language::Chinese;
    Table m_chinese;
    Table m_english;
};

} // namespace banshi::ui::i18n
