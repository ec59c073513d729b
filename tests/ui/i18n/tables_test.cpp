// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace banshi::ui::i18n;

class TablesTest : public QObject
{
    Q_OBJECT

    static QSet<QString> placesOf(const QString& words)
    {
        static const QRegularExpression place(QStringLiteral("\\{([^}|]*)[^}]*\\}"));
        QSet<QString> places;
        for (auto match = place.globalMatch(words); match.hasNext();)
            places.insert(match.next().captured(1));
        return places;
    }
    static QString pattern(const Translator& translator, const QString& key, Language language)
    {
        return translator.words(Text::key(key), language);
    }

private Q_SLOTS:
    void bothLanguagesHaveTheSameKeys()
    {
        const Translator translator;
        QCOMPARE(translator.keys(Language::English), translator.keys(Language::Chinese));
        QVERIFY(translator.keys(Language::English).size() > 100);
    }
    void bothLanguagesHaveTheSamePlaces()
    {
        const Translator translator;
        for (const QString& key : translator.keys(Language::Chinese))
            QVERIFY2(placesOf(pattern(translator, key, Language::Chinese)) ==
                         placesOf(pattern(translator, key, Language::English)),
                     qPrintable(key));
    }
    void nothingIsEmptyOrLeftInTheOtherLanguage()
    {
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        const Translator translator;
        for (const QString& key : translator.keys(Language::Chinese))
        {
            QVERIFY2(!pattern(translator, key, Language::Chinese).isEmpty(), qPrintable(key));
            if (key != u"bar.language" && !key.startsWith(u"keyboard."))
                QVERIFY2(!pattern(translator, key, Language::English).contains(han), qPrintable(key));
        }
    }
    void sentencesBlameNobody()
    {
        const Translator translator;
        for (const QString& key : translator.keys(Language::English))
            QVERIFY2(
                !pattern(translator, key, Language::English).contains(QStringLiteral("error"), Qt::CaseInsensitive),
                qPrintable(key));
        for (const QString& key : translator.keys(Language::Chinese))
            QVERIFY2(!pattern(translator, key, Language::Chinese).contains(QStringLiteral("错误")), qPrintable(key));
    }
    void everyKeyInTheSourcesHasWords()
    {
        const Translator translator;
        static const QRegularExpression use(
            QStringLiteral("(?:word\\(u|Text::key\\(QStringLiteral\\()\"([A-Za-z0-9.]+)\""));
        int found = 0;
        for (const char* folder : {"ui", "app"})
        {
            QDirIterator files(qEnvironmentVariable("BANSHI_SOURCE") + QLatin1Char('/') + QLatin1String(folder),
                               {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext())
            {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString source = QString::fromUtf8(file.readAll());
                for (auto match = use.globalMatch(source); match.hasNext(); ++found)
                {
                    const QString key = match.next().captured(1);
                    if (key.endsWith(QLatin1Char('.')))
                        continue;
                    QVERIFY2(translator.hasKey(key), qPrintable(file.fileName() + QStringLiteral(": ") + key));
                }
            }
        }
        QVERIFY(found > 60);
    }
};

BANSHI_TEST(TablesTest)
#include "tables_test.moc"
