// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/i18n/translator.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

/// Keeps the tables in programs that link this library statically.
static void keepTables()
{
    Q_INIT_RESOURCE(i18n);
}

namespace banshi::ui::i18n
{

namespace
{

Q_LOGGING_CATEGORY(logTexts, "banshi.ui.i18n")

QJsonObject readResource(const QString& name)
{
    QFile file(QStringLiteral(":/banshi/i18n/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the table %s is missing from the program", qPrintable(name));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        qFatal("the table %s cannot be read: %s", qPrintable(name), qPrintable(problem.errorString()));
    return document.object();
}

QString sentenceKey(const QString& code, const QString& part)
{
    return QStringLiteral("sentence/") + code + u'/' + part;
}

QString partName(SentencePart part)
{
    switch (part)
    {
    case SentencePart::Happened:
        return QStringLiteral("happened");
    case SentencePart::Meaning:
        return QStringLiteral("meaning");
    case SentencePart::Advice:
        return QStringLiteral("advice");
    }
    return {};
}

QHash<QString, QString> readTable(const QString& language)
{
    keepTables();
    QHash<QString, QString> table;
    const QJsonObject texts = readResource(language + QStringLiteral(".json"));
    for (auto entry = texts.begin(); entry != texts.end(); ++entry)
        table.insert(entry.key(), entry.value().toString());
    const QJsonObject sentences = readResource(QStringLiteral("sentences.") + language + QStringLiteral(".json"));
    for (auto code = sentences.begin(); code != sentences.end(); ++code)
    {
        const QJsonObject parts = code.value().toObject();
        for (auto part = parts.begin(); part != parts.end(); ++part)
            table.insert(sentenceKey(code.key(), part.key()), part.value().toString());
    }
    return table;
}

} // namespace

Translator::Translator(QObject* parent)
    : QObject(parent), m_chinese(readTable(QStringLiteral("zh_CN"))), m_english(readTable(QStringLiteral("en")))
{
}

void Translator::setLanguage(Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    Q_EMIT languageChanged();
}

QString Translator::words(const Text& text, Language language) const
{
    switch (text.m_kind)
    {
    case Text::Kind::Pair:
        return language == Language::Chinese ? text.m_first : text.m_second;
    case Text::Kind::Key:
    {
        const QString pattern = lookUp(text.m_first, language);
        return text.m_args ? fill(pattern, *text.m_args, language) : pattern;
    }
    case Text::Kind::Sentence:
        return sentenceFor(text.m_first, text.m_part, language);
    }
    return {};
}

bool Translator::hasKey(const QString& key) const
{
    return m_chinese.contains(key) && m_english.contains(key);
}

QStringList Translator::keys(Language language) const
{
    QStringList keys = table(language).keys();
    keys.sort();
    return keys;
}

bool Translator::hasSentence(const QString& code) const
{
    return hasKey(sentenceKey(code, partName(SentencePart::Happened)));
}

const Translator::Table& Translator::table(Language language) const
{
    return language == Language::Chinese ? m_chinese : m_english;
}

QString Translator::lookUp(const QString& key, Language language) const
{
    const auto found = table(language).constFind(key);
    if (found != table(language).constEnd())
        return *found;
    qCWarning(logTexts) << "no words for" << key;
    return key;
}

QString Translator::sentenceFor(const QString& code, SentencePart part, Language language) const
{
    const QString name = partName(part);
    for (QString known = code;; known.truncate(known.lastIndexOf(u'.')))
    {
        const auto found = table(language).constFind(sentenceKey(known, name));
        if (found != table(language).constEnd())
            return *found;
        if (!known.contains(u'.'))
            break;
    }
    return lookUp(sentenceKey(QString(), name), language);
}

QString Translator::fill(const QString& pattern, const std::vector<Text::Arg>& args, Language language) const
{
    QString filled;
    qsizetype at = 0;
    while (at < pattern.size())
    {
        const qsizetype open = pattern.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        filled += QStringView(pattern).mid(at, open - at);
        const QStringList place = pattern.mid(open + 1, close - open - 1).split(u'|');
        for (const Text::Arg& arg : args)
        {
            if (arg.name != place.front())
                continue;
            const QString value = words(arg.value, language);
            filled += place.size() == 3 ? place.at(value == u"1" ? 1 : 2) : value;
        }
        at = close + 1;
    }
    filled += QStringView(pattern).mid(at);
    return filled;
}

} // namespace banshi::ui::i18n
