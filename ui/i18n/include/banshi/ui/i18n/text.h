// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <vector>

namespace banshi::ui::i18n
{

/// The two languages of the screens.
enum class Language
{
    Chinese,
    English,
};

/// Which of the three sentences about an error is meant.
enum class SentencePart
{
    Happened, ///< what happened
    Meaning,  ///< what it means for you
    Advice,   ///< what to do
};

/// Something to be read that has not been put into a language yet: a Chinese/English pair, a key of the tables with
/// named arguments, or one sentence of an error code. Turned into words by Translator at the moment of painting, so
/// that a change of language reaches everything on the screen. Threads: plain value.
class Text
{
public:
    struct Arg;

    Text() = default;
    /// Words that come with the data (service titles, platform messages).
    [[nodiscard]] static Text both(QString zh, QString en);
    /// Words that are the same in every language (numbers, names, masked values).
    [[nodiscard]] static Text plain(QString words);
    /// An entry of the tables zh_CN.json and en.json; `args` fill its `{name}` places.
    [[nodiscard]] static Text key(QString key, std::vector<Arg> args);
    [[nodiscard]] static Text key(QString key);
    /// One sentence about a dotted error code such as `drivers.idcard.readFailed`.
    [[nodiscard]] static Text sentence(QString code, SentencePart part = SentencePart::Happened);

    [[nodiscard]] bool isEmpty() const { return m_kind == Kind::Pair && m_first.isEmpty() && m_second.isEmpty(); }
    [[nodiscard]] bool operator==(const Text& other) const;

private:
    friend class Translator;
    enum class Kind
    {
        Pair,
        Key,
        Sentence,
    };
    Kind m_kind = Kind::Pair;
    QString m_first;  // Chinese, key or code
    QString m_second; // English
    SentencePart m_part = SentencePart::Happened;
    std::shared_ptr<const std::vector<Arg>> m_args;
};

/// A named argument; the value is a text itself, so that it follows the language too.
struct Text::Arg
{
    QString name;
    Text value;
    bool operator==(const Arg&) const = default;
};

} // namespace banshi::ui::i18n
